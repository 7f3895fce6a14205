import type { FastifyInstance } from 'fastify';
import { readChoice, renderChoicePage, renderErrorPage } from '../oauth/choice-page.ts';
import { formOf } from '../oauth/vendor-app.ts';
import type { GithubParts } from './simulator.ts';

const path = '/login/oauth/authorize';
const help = 'https://docs.github.com/apps/managing-oauth-apps/troubleshooting-authorization-request-errors/';

/** The page of GitHub on which somebody consents. A wrong redirect URI is reported to the registered one, as GitHub does. */
export function serveAuthorization(app: FastifyInstance, { client, people, codes }: GithubParts): void {
  const back = (form: URLSearchParams, answer: Record<string, string>, to = redirectOf(form)) => {
    const url = new URL(to);
    const state = form.get('state');
    for (const [name, value] of Object.entries({ ...answer, ...(state !== null && { state }) }))
      url.searchParams.set(name, value);
    return url.href;
  };
  const redirectOf = (form: URLSearchParams) => form.get('redirect_uri') ?? client.callbackUrl;
  const refuse = (form: URLSearchParams): string | null => {
    const error = { error: 'redirect_uri_mismatch', error_uri: `${help}#redirect-uri-mismatch` };
    const description = 'The redirect_uri MUST match the registered callback URL for this application.';
    const isMatching = matches(client.callbackUrl, redirectOf(form));
    return isMatching ? null : back(form, { ...error, error_description: description }, client.callbackUrl);
  };
  app.get(path, async (request, reply) => {
    const query = new URL(request.url, client.callbackUrl).searchParams;
    if (query.get('client_id') !== client.id)
      return reply.code(404).type('text/html').send(renderErrorPage('GitHub', 'Page not found'));
    const refused = refuse(query);
    if (refused !== null) return reply.redirect(refused, 302);
    return reply.type('text/html; charset=utf-8').send(
      renderChoicePage({
        ...{ vendor: 'GitHub', client: client.id, scope: query.get('scope') ?? '', action: path, request: query },
        choices: people.list().map(({ id, login, emails }) => ({
          ...{ id: String(id), name: login, note: emails.map(({ email }) => email).join(', ') },
        })),
      }),
    );
  });
  app.post(path, async (request, reply) => {
    const form = formOf(request.body);
    const refused = refuse(form);
    if (refused !== null || form.get('client_id') !== client.id)
      return reply.redirect(refused ?? client.callbackUrl, 302);
    const { isAllowed, personId } = readChoice(form);
    if (isAllowed && people.find(personId)) {
      const code = codes.issue({
        ...{ clientId: client.id, redirectUri: redirectOf(form), personId, nonce: null },
        scope: form.get('scope') ?? '',
        codeChallenge: form.get('code_challenge'),
        codeChallengeMethod: form.get('code_challenge_method'),
      });
      return reply.redirect(back(form, { code }), 302);
    }
    const error_description = 'The user has denied your application access.';
    return reply.redirect(
      back(form, { error: 'access_denied', error_description, error_uri: `${help}#access-denied` }),
      302,
    );
  });
}

/** Of the same host and port, in the folder of the registered one: GitHub is not exact. */
function matches(registered: string, asked: string): boolean {
  if (!URL.canParse(asked)) return false;
  const [own, url] = [new URL(registered), new URL(asked)];
  const isInside = url.pathname === own.pathname || url.pathname.startsWith(`${own.pathname.replace(/\/$/, '')}/`);
  return url.origin === own.origin && isInside && url.username === '' && url.password === '';
}
