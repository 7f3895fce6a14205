import { nestedQuery } from './graph.ts';

export type GraphQLRequest = { query: string; variables?: Record<string, unknown> };

/** What is asked, how often at the same time, and how slow the subgraphs are. */
export type Scenario = {
  name: string;
  connections: number;
  /** Milliseconds that each answer of a subgraph waits. */
  delay?: number;
  /** Only so many requests, instead of a time: operations that no router has seen before. */
  amount?: number;
  request(number: number): GraphQLRequest;
};

const nested = () => ({ query: nestedQuery });
const small = () => ({ query: '{ topProducts { upc name inStock } }' });
const unique = (number: number) => ({
  query: nestedQuery.replace('query Benchmark {', 'query Benchmark($id: ID!) { user(id: $id) { name }'),
  variables: { id: `nobody-${number}` },
});
const manyEntities = () => ({
  query: '{ topProducts(first: 10000) { upc name price weight inStock shippingEstimate } }',
});
const cold = (number: number) => ({ query: nestedQuery.replace('topProducts {', `cold${number}: topProducts {`) });

/** The well-known federation benchmark, and what it leaves out. The first two are the ones that promises are made about. */
export const scenarios: readonly Scenario[] = [
  { name: 'nested', connections: 50, request: nested },
  { name: 'small', connections: 50, request: small },
  { name: 'unique-variables', connections: 50, request: unique },
  { name: 'one-connection', connections: 1, request: nested },
  { name: 'ten-connections', connections: 10, request: nested },
  { name: 'two-hundred-connections', connections: 200, request: nested },
  { name: 'slow-subgraphs', connections: 50, delay: 4, request: nested },
  { name: 'ten-thousand-entities', connections: 4, request: manyEntities },
  { name: 'cold-operations', connections: 10, amount: 1_000, request: cold },
];
