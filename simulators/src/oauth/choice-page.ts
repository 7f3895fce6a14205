/** Somebody who can be chosen on the page. */
export type Choice = { id: string; name: string; note: string };

export type ChoicePage = {
  vendor: string;
  client: string;
  scope: string;
  /** Where the decision is posted, with the request that it answers. */
  action: string;
  request: URLSearchParams;
  choices: readonly Choice[];
};

/** The page on which a person says who they are and whether they consent; each button posts `person` and `decision`. */
export function renderChoicePage({ vendor, client, scope, action, request, choices }: ChoicePage): string {
  const hidden = [...request]
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('');
  const button = (person: string, decision: string, label: string) =>
    `<button name="choice" value="${escape(`${decision} ${person}`)}">${escape(label)}</button>`;
  const people = choices.map(({ id, name, note }) => `<li>${button(id, 'allow', `${name} · ${note}`)}</li>`).join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(vendor)} (simulator)</title>
<h1>Sign in with ${escape(vendor)}</h1>
<p>This is a simulator. <b>${escape(client)}</b> asks for <code>${escape(scope)}</code>. Who are you, and do you allow it?</p>
<form method="post" action="${escape(action)}">${hidden}<ul>${people}</ul>${button('', 'deny', 'Cancel')}</form></html>`;
}

/** A page that says what is wrong, for what must not be redirected. */
export function renderErrorPage(vendor: string, message: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(vendor)} (simulator)</title><h1>Error</h1><p>${escape(message)}</p></html>`;
}

/** What was pressed on the page. */
export function readChoice(form: URLSearchParams): { isAllowed: boolean; personId: string } {
  const [decision = '', personId = ''] = (form.get('choice') ?? '').split(' ');
  return { isAllowed: decision === 'allow', personId };
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
