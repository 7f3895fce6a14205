const { useEffect, useReducer, useState, useSyncExternalStore } = React;
export const h = React.createElement;

/** Renders again whenever the store says so. */
export function useStore({ subscribe }, read) {
  return useSyncExternalStore(subscribe, read);
}

/** The operations of the query editor, and the one that a panel is about. */
export function useOperations() {
  const { queryEditor, variableEditor, headerEditor } = GraphiQL.React.useEditorContext({ nonNull: true });
  const [, redraw] = useReducer((count) => count + 1, 0);
  const [wanted, choose] = useState(null);
  useEffect(() => {
    if (!queryEditor) return undefined;
    // The editor parses a moment after its text has changed.
    const later = () => window.setTimeout(redraw, 300);
    queryEditor.on('change', later);
    later();
    return () => queryEditor.off('change', later);
  }, [queryEditor]);
  const operations = queryEditor?.operations ?? [];
  const names = operations.map(({ name }) => name?.value ?? '');
  const preferred = names.includes(wanted) ? wanted : queryEditor?.operationName;
  const chosen = operations.find(({ name }) => name?.value === preferred) ?? operations[0] ?? null;
  return {
    names,
    chosen,
    choose,
    /** The request that the Run button would send, and its headers. Throws in words for people. */
    request: () => ({
      body: {
        query: queryEditor.getValue(),
        variables: parsed(variableEditor?.getValue(), 'variables'),
        ...(chosen?.name && { operationName: chosen.name.value }),
      },
      headers: parsed(headerEditor?.getValue(), 'headers') ?? {},
    }),
  };
}

function parsed(text, what) {
  if (!text?.trim()) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The ${what} are not JSON.`);
  }
}

/** Which operation of a document with several. */
export function OperationChoice({ operations: { names, chosen, choose } }) {
  if (names.length < 2) return null;
  const options = names.map((name) => h('option', { key: name, value: name }, name || 'unnamed'));
  const onChange = (event) => choose(event.target.value);
  return h(
    'label',
    { className: 'conea-field' },
    'Operation',
    h('select', { value: chosen?.name?.value, onChange }, options),
  );
}

/** A panel beside the editors, in GraphiQL's own look. */
export function Panel({ title, children }) {
  return h(
    'section',
    { className: 'conea-panel', 'aria-label': title },
    h('h2', { className: 'conea-title' }, title),
    children,
  );
}

export function Alert({ children }) {
  return h('p', { className: 'conea-alert', role: 'alert' }, children);
}

/** An icon of strokes on a grid of 24. */
export const icon = (...paths) =>
  function Icon() {
    const strokes = paths.map((d) =>
      h('path', { key: d, d, stroke: 'currentColor', strokeWidth: 1.5, strokeLinecap: 'round' }),
    );
    return h('svg', { viewBox: '0 0 24 24', fill: 'none', 'aria-hidden': true }, strokes);
  };
