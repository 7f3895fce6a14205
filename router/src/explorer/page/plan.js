import { inParts } from './fetcher.js';
import { Alert, h, icon, OperationChoice, Panel, useOperations } from './operation.js';

const { useState } = React;

/** Asks the router for the plan of an operation, without executing it. */
export function createPlanPlugin({ send }) {
  const content = () => {
    const operations = useOperations();
    const [{ plan, failure, isBusy }, setState] = useState({});
    const ask = async () => {
      setState({ isBusy: true });
      try {
        const { body, headers } = operations.request();
        setState(read(await send(body, { accept: inParts, ...headers, 'apollo-expose-query-plan': 'dry-run' })));
      } catch (error) {
        setState({ failure: error.message });
      }
    };
    return h(
      Panel,
      { title: 'Query plan' },
      h(
        'p',
        { className: 'conea-note' },
        'Which subgraph is asked for what, and in which order. Nothing is executed or charged.',
      ),
      h(OperationChoice, { operations }),
      h(
        'button',
        { className: 'conea-button', disabled: isBusy || !operations.chosen, onClick: () => void ask() },
        'Show plan',
      ),
      failure && h(Alert, null, failure),
      plan && h('ol', { className: 'conea-plan', 'aria-label': 'Plan' }, h(Step, { node: plan.object.node })),
      plan && h('details', null, h('summary', null, 'As text'), h('pre', null, plan.text)),
    );
  };
  return {
    title: 'Query plan',
    icon: icon('M6 4v6a3 3 0 0 0 3 3h9', 'M6 10v7a3 3 0 0 0 3 3h9', 'M18 10v6', 'M18 17v6', 'M3 4h6'),
    content,
  };
}

function read({ errors, extensions }) {
  const plan = extensions?.apolloQueryPlan;
  if (plan) return { plan };
  return { failure: errors?.[0]?.message ?? 'This router shows no plans: `supergraph.expose_query_plan` is off.' };
}

const groups = {
  Sequence: () => 'One after the other',
  Parallel: () => 'At the same time',
  Flatten: ({ path }) => `For each ${pathInWords(path)}`,
  Defer: () => 'Deferred',
  Subscription: () => 'For each event',
  Condition: ({ condition }) => `If $${condition}`,
};

function childrenOf(node) {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return node.nodes;
    case 'Flatten':
      return [node.node];
    case 'Subscription':
      return [node.primary, node.rest];
    case 'Condition':
      return [node.ifClause, node.elseClause];
    case 'Defer':
      return [node.primary.node, ...node.deferred.map((part) => part.node)];
    default:
      return [];
  }
}

function Step({ node }) {
  if (!node) return h('li', { className: 'conea-note' }, 'No subgraph is asked: the router answers by itself.');
  if (node.kind === 'Fetch') return h(Fetch, { node });
  const children = childrenOf(node).filter(Boolean);
  const steps = children.map((child, index) => h(Step, { key: index, node: child }));
  const title = groups[node.kind]?.(node) ?? node.kind;
  return h(
    'li',
    { className: `conea-group conea-${node.kind.toLowerCase()}` },
    h('span', { className: 'conea-kind' }, title),
    h('ol', null, steps),
  );
}

function Fetch({ node }) {
  const { serviceName, requires, operation, operationKind, variableUsages } = node;
  return h(
    'li',
    { className: 'conea-fetch' },
    h(
      'p',
      null,
      h('strong', null, serviceName),
      h('span', { className: 'conea-kind' }, requires ? 'entities' : operationKind),
    ),
    requires &&
      h('p', { className: 'conea-note' }, 'needs ', h('code', null, requires.map(selectionInWords).join(' '))),
    variableUsages?.length > 0 &&
      h(
        'p',
        { className: 'conea-note' },
        'variables ',
        h('code', null, variableUsages.map((name) => `$${name}`).join(' ')),
      ),
    h('pre', { tabIndex: 0, 'aria-label': `Operation sent to ${serviceName}` }, indented(operation)),
  );
}

const pathInWords = (path) => path.map(String).join('.').replaceAll('.@', '[]');

function selectionInWords({ kind, name, typeCondition, selections = [] }) {
  const inner = selections.length > 0 ? ` { ${selections.map(selectionInWords).join(' ')} }` : '';
  return kind === 'InlineFragment' ? `${typeCondition ? `… on ${typeCondition}` : '…'}${inner}` : `${name}${inner}`;
}

/** The text of an operation with each selection on a level of its own; arguments stay on their line. */
function indented(text) {
  const lines = [''];
  let depth = 0;
  const begin = () => lines.push('  '.repeat(depth));
  for (const part of text.match(/"(?:[^"\\]|\\.)*"|\([^)]*\)|[{}]|[^{}("]+/g) ?? []) {
    if (part === '}') depth--;
    if (part === '}') begin();
    const line = lines.pop();
    lines.push(part === '{' && line.trim() !== '' ? `${line.trimEnd()} {` : line + part.trimStart());
    if (part === '{') depth++;
    if (part === '{' || part === '}') begin();
  }
  return lines.filter((line) => line.trim() !== '').join('\n');
}
