import { h } from './operation.js';

const { useState } = React;

/** The operation that the address names behind its `#`, which browsers send to no server; it is shown and not executed. */
export function sharedOperation() {
  const shared = new window.URLSearchParams(location.hash.slice(1));
  const query = shared.get('query');
  return query === null ? null : { query, variables: shared.get('variables') ?? '' };
}

/** Makes a link to what stands in the editors: the operation and its variables, never headers or tokens. */
export function Share() {
  const { queryEditor, variableEditor } = GraphiQL.React.useEditorContext({ nonNull: true });
  const [label, setLabel] = useState('Copy link');
  const share = async () => {
    const shared = new window.URLSearchParams({ query: queryEditor?.getValue() ?? '' });
    const variables = variableEditor?.getValue().trim();
    if (variables) shared.set('variables', variables);
    const url = new URL(location.href);
    url.hash = shared.toString();
    window.history.replaceState(null, '', url);
    // Browsers let pages copy only over TLS or from this machine: else the link stands in the address bar alone.
    const copied = await window.navigator.clipboard?.writeText(url.href).then(
      () => true,
      () => false,
    );
    setLabel(copied ? 'Link copied' : 'Link is in the address bar');
    window.setTimeout(() => setLabel('Copy link'), 3_000);
  };
  return h('button', { className: 'conea-who', onClick: () => void share() }, label);
}
