import { Alert, h, icon, OperationChoice, Panel, useOperations, useStore } from './operation.js';

const { useState } = React;

/** What the last answer cost and what is left of the budget; prices an operation before it runs. */
export function createCostPlugin({ answers, send }) {
  const content = () => h(Panel, { title: 'Cost' }, h(Price), h(Last, { last: useStore(answers, answers.last) }));

  const Price = () => {
    const operations = useOperations();
    const { schema } = GraphiQL.React.useSchemaStore();
    const [{ rateLimit, failure, isBusy }, setState] = useState({});
    const hasField = Boolean(schema?.getQueryType()?.getFields().rateLimit);
    if (!hasField)
      return h('p', { className: 'conea-note' }, 'This router prices nothing in advance: it has no `rateLimit` field.');
    const ask = async () => {
      setState({ isBusy: true });
      try {
        const { body, headers } = operations.request();
        setState(read(await send(priced(body, operations.chosen), headers)));
      } catch (error) {
        setState({ failure: error.message });
      }
    };
    return h(
      React.Fragment,
      null,
      h('p', { className: 'conea-note' }, 'What an operation would be charged, without executing it.'),
      h(OperationChoice, { operations }),
      h(
        'button',
        { className: 'conea-button', disabled: isBusy || !operations.chosen, onClick: () => void ask() },
        'Price this operation',
      ),
      failure && h(Alert, null, failure),
      rateLimit &&
        h(
          'dl',
          { className: 'conea-facts', 'aria-label': 'Price' },
          h(Fact, { name: 'Price', value: rateLimit.cost }),
          h(Budget, { available: rateLimit.remaining, maximum: rateLimit.limit }),
        ),
    );
  };

  return { title: 'Cost', icon: icon('M4 17a8 8 0 1 1 16 0', 'M12 17l4-6', 'M3 20h18'), content };
}

function Last({ last }) {
  if (!last?.cost && !last?.code)
    return h('p', { className: 'conea-note' }, 'Run an operation to see here what it cost.');
  const { cost, code, headers = [] } = last;
  const { throttleStatus } = cost ?? {};
  return h(
    React.Fragment,
    null,
    h('h3', { className: 'conea-subtitle' }, 'Last answer'),
    code && h(Alert, null, code),
    cost &&
      h(
        'dl',
        { className: 'conea-facts', 'aria-label': 'Cost of the last answer' },
        h(Fact, { name: 'Requested', value: cost.requestedQueryCost }),
        h(Fact, { name: 'Actual', value: cost.actualQueryCost }),
        h(Budget, { available: throttleStatus?.currentlyAvailable, maximum: throttleStatus?.maximumAvailable }),
        throttleStatus && h(Fact, { name: 'Restored per second', value: throttleStatus.restoreRate }),
      ),
    headers.length > 0 &&
      h(
        'dl',
        { className: 'conea-headers' },
        headers.map(([name, value]) => h(Fact, { key: name, name, value })),
      ),
  );
}

function Budget({ available, maximum }) {
  if (maximum == null) return h(Fact, { name: 'Budget', value: 'unlimited' });
  const label = `${inWords(available)} of ${inWords(maximum)} left`;
  const meter = h('meter', {
    min: 0,
    max: maximum,
    low: maximum / 5,
    high: maximum / 2,
    optimum: maximum,
    value: available,
    'aria-label': 'Budget',
  });
  return h('div', { className: 'conea-budget' }, h('dt', null, 'Budget'), h('dd', null, label, meter));
}

function Fact({ name, value }) {
  return h('div', null, h('dt', null, name), h('dd', null, typeof value === 'number' ? inWords(value) : value));
}

const inWords = (amount) => amount.toLocaleString(undefined, { maximumFractionDigits: 1 });

/** The request with the budget's field in front of the selections of the operation. */
function priced({ query, ...body }, { operation, selectionSet }) {
  if (operation !== 'query') throw new Error('Only queries can be priced in advance.');
  const start = selectionSet.loc.start + 1;
  const field = ' coneaPrice: rateLimit(dryRun: true) { cost limit remaining }';
  return { ...body, query: `${query.slice(0, start)}${field}${query.slice(start)}` };
}

function read({ data, errors }) {
  const rateLimit = data?.coneaPrice;
  return rateLimit ? { rateLimit } : { failure: errors?.[0]?.message ?? 'The router told no price.' };
}
