import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attackedShop } from '../support/attacked-shop.ts';
import { multipartAccept, streamClients } from '../support/stream-clients.ts';
import { startRouter, startSubgraph, type TestRouter, type TestSubgraph } from '../support/test-graph.ts';

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
const echo = 'query ($value: JSON) { echo(value: $value) }';
const people = 'query ($first: Int) { people(first: $first) { friends(first: $first) { id } } }';

type Excess = readonly [code: string, query: string, variables?: Record<string, unknown>];
const ofVariables = [
  ['MAX_VARIABLES_DEPTH_EXCEEDED', echo, { value: nested(10) }],
  ['MAX_VARIABLES_EXCEEDED', echo, { value: Array.from({ length: 30 }, () => 1) }],
  ['BAD_USER_INPUT', people, { first: 'many' }],
  ['COST_ESTIMATED_TOO_EXPENSIVE', people, { first: 1_000 }],
] satisfies Excess[];
const excesses: readonly Excess[] = [
  ['GRAPHQL_PARSE_FAILED', `{ hello ${'{'.repeat(30)}`],
  ['GRAPHQL_PARSE_FAILED', `{ ${times(200, () => 'hello')} }`],
  ['MAX_DEPTH_EXCEEDED', `{ person { ${'friends { '.repeat(6)}id${' }'.repeat(6)} } }`],
  ['MAX_HEIGHT_EXCEEDED', `{ person { ${times(25, () => '... { id }')} } }`],
  ['MAX_ROOT_FIELDS_EXCEEDED', '{ hello echo text number colored filtered }'],
  ['MAX_ALIASES_EXCEEDED', `{ person { ${times(6, (index) => `a${index}: __typename`)} } }`],
  ['MAX_DIRECTIVES_EXCEEDED', `{ hello ${'@include(if: true) '.repeat(6)} }`],
  ['MAX_DUPLICATES_EXCEEDED', '{ person { id id id id } }'],
  ['GRAPHQL_VALIDATION_FAILED', '{ __schema { types { name } } }'],
  ['GRAPHQL_VALIDATION_FAILED', '{ person { passwordHash } }'],
  ['GRAPHQL_VALIDATION_FAILED', '{ echo(value: 1e999) }'],
  ['OPERATION_RESOLUTION_FAILURE', 'query A { hello } query B { hello }'],
  ...ofVariables,
];
const [[, overWebSocket]] = streamClients;
const operations = { Echo: echo, People: people };

let folder: string;
let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'conea-attack-'));
  const manifest = join(folder, 'manifest.json');
  const trusted = Object.entries(operations).map(([name, text]) => {
    return { id: name, name, type: 'query', body: text.replace('query', `query ${name}`) };
  });
  writeFileSync(
    manifest,
    JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: trusted }),
  );
  subgraph = await startSubgraph(attackedShop);
  router = await startRouter([attackedShop], [subgraph], {
    config: {
      supergraph: { introspection: false },
      limits: {
        ...{ max_tokens: 150, max_nesting: 20, max_depth: 5, max_height: 20, max_root_fields: 5, max_aliases: 5 },
        ...{ max_directives: 5, max_duplicates: 3, max_variables_depth: 5, max_variables_nodes: 20 },
      },
      demand_control: { enabled: true, mode: 'enforce' },
      persisted_queries: { enabled: true, local_manifests: [manifest] },
      mcp: { enabled: true },
    },
  });
});
afterAll(async () => {
  await router.stop();
  await subgraph.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  subgraph.requests.length = 0;
});

type Send = (query: string, variables: Record<string, unknown>) => Promise<string>;

const post =
  (accept: string): Send =>
  async (query, variables) => {
    const headers = { 'content-type': 'application/json', accept };
    const body = JSON.stringify({ query, variables });
    return (await fetch(router.url, { method: 'POST', headers, body })).text();
  };

const transports: [string, Send][] = [
  ['POST', post('application/json')],
  [
    'GET',
    async (query, variables) => {
      const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) });
      const headers = { 'apollo-require-preflight': 'yes' };
      return (await fetch(`${router.url}?${parameters.toString()}`, { headers })).text();
    },
  ],
  ['an event stream', post('text/event-stream')],
  ['multipart', post(multipartAccept)],
  [
    'a WebSocket',
    async (query, variables) => JSON.stringify(await Array.fromAsync(overWebSocket(router.url, { query, variables }))),
  ],
];

describe.each(transports)('over %s', (_, send) => {
  it.each(excesses)('%s is what a client is told, and nothing is executed: %s', async (code, query, variables = {}) => {
    expect(await send(query, variables)).toContain(`"code":"${code}"`);
    expect(subgraph.requests).toEqual([]);
  });

  it('what is within the limits is answered', async () => {
    expect(await send(echo, { value: [1] })).toContain('"data":{"echo":[1]}');
  });
});

describe('as a tool', () => {
  const call = async (name: string, variables: object) => {
    const response = await fetch(new URL('/mcp', router.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: variables } }),
    });
    return response.text();
  };
  const nameOf = (query: string) => (query === echo ? 'Echo' : 'People');

  it.each(ofVariables)('%s is what an agent is told, and nothing is executed', async (code, query, variables) => {
    expect(await call(nameOf(query), variables)).toContain(`"code":"${code}"`);
    expect(subgraph.requests).toEqual([]);
  });

  it('what is within the limits is answered', async () => {
    expect(await call('Echo', { value: [1] })).toContain('"data":{"echo":[1]}');
  });
});
