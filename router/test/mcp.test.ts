import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client, StreamableHTTPClientTransport, type ClientOptions } from '@modelcontextprotocol/client';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../test/support/until.ts';
import type { RouterConfigInput } from '../src/config/config.ts';
import { startIssuer } from './support/issuer.ts';
import {
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const shop = {
  name: 'shop',
  sdl:
    federationLink('@requiresScopes') +
    /* GraphQL */ `
      type Query {
        "The orders of the shop."
        orders("Which of them." filter: Filter, "How many." first: Int! = 20): [String!]!
        mine: String @requiresScopes(scopes: [["read:own_data"]])
        broken: String
        hits: [Hit!]!
      }
      union Hit = Order | Customer
      type Order {
        id: ID!
        state: State
        of: Shop
      }
      type Shop {
        name: String
      }
      type Region {
        name: String
      }
      type Customer {
        id: ID!
        of: Region
        "As on letters."
        name: String!
      }
      type Mutation {
        cancel(id: ID!): Boolean
        refund(id: ID!): Boolean
      }
      type Subscription {
        cancelled: String
      }
      "Narrows down."
      input Filter {
        "In which state."
        state: State = OPEN
        any: [Filter!]
      }
      enum State {
        OPEN
        CLOSED
      }
    `,
  resolvers: {
    Query: {
      orders: (_: unknown, { first }: { first: number }) => ['#1', '#2'].slice(0, first),
      mine: () => 'for its owner',
      hits: () => [
        { __typename: 'Order', id: 'a', state: 'OPEN' },
        { __typename: 'Customer', id: '1', name: 'Aiko' },
      ],
      broken: () => {
        throw new Error('password=hunter2');
      },
    },
    Mutation: { cancel: () => true, refund: () => true },
  },
};

const operation = (name: string, type: string, body: string) => ({ id: `id-${name}`, name, type, body });
const operations = [
  operation(
    'Orders',
    'query',
    'query Orders($filter: Filter, $first: Int! = 2) { orders(filter: $filter, first: $first) }',
  ),
  operation('Mine', 'query', '# What is mine.\n# Nobody else sees it.\nquery Mine { mine }'),
  operation('Broken', 'query', 'query Broken { broken }'),
  operation('Both', 'query', 'query Both { orders mine }'),
  operation(
    'Hits',
    'query',
    `query Hits($named: Boolean! = true) { hits { kind: __typename ...OfOrder ... on Customer { id name @include(if: $named) of { name } } } }
     fragment OfOrder on Order { id state of { name } }`,
  ),
  operation('Cancel', 'mutation', 'mutation Cancel($id: ID!) { cancel(id: $id) }'),
  operation('Refund', 'mutation', 'mutation Refund($id: ID!) { refund(id: $id) }'),
  operation('Cancelled', 'subscription', 'subscription Cancelled { cancelled }'),
];
const manifestOf = (list: typeof operations) =>
  JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: list });

describe('trusted documents as tools', () => {
  let folder: string;
  let manifest: string;
  let subgraph: TestSubgraph;
  let issuer: Awaited<ReturnType<typeof startIssuer>>;
  let router: TestRouter;
  let strict: TestRouter;
  let rejecting: TestRouter;
  let closed: TestRouter;
  let clients: Client[];
  const resource = 'https://api.example.com/mcp';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'conea-mcp-'));
    manifest = join(folder, 'manifest.json');
    await writeFile(manifest, manifestOf(operations));
    [subgraph, issuer] = await Promise.all([startSubgraph(shop), startIssuer()]);
    const persisted = { enabled: true, local_manifests: [manifest], hot_reload: true, poll_interval: '20ms' };
    const start = (mcp: object, authorization: RouterConfigInput['authorization'] = {}) =>
      startRouter([shop], [subgraph], {
        config: {
          ...issuer.config,
          persisted_queries: persisted,
          mcp: { enabled: true, ...mcp },
          authorization,
          demand_control: { enabled: true },
          budget: { enabled: true, mode: 'enforce', anonymous: 12, roles: { user: 1_000 } },
        },
      });
    router = await start({ mutation_mode: 'explicit', mutations: ['Cancel'] });
    strict = await start({ require_authentication: true, resource });
    closed = await start({}, { require_authentication: true });
    rejecting = await start({}, { directives: { reject_unauthorized: true } });
    clients = [];
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await Promise.all([router, strict, rejecting, closed, subgraph, issuer].map((server) => server.stop()));
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    subgraph.requests.length = 0;
  });

  const endpointOf = ({ url }: TestRouter) => new URL('/mcp', url);
  const connect = async (token: string | null, options: ClientOptions = {}, to = router) => {
    const client = new Client({ name: 'agent', version: '1.0.0' }, options);
    const headers = token === null ? {} : { authorization: `Bearer ${token}` };
    await client.connect(new StreamableHTTPClientTransport(endpointOf(to), { requestInit: { headers } }));
    clients.push(client);
    return client;
  };
  const toolsOf = async (client: Client) => (await client.listTools()).tools;
  const namesFor = async (client: Client) => (await toolsOf(client)).map(({ name }) => name);
  const post = (headers: Record<string, string>, to = router) =>
    fetch(endpointOf(to), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });

  it('answers a token that is not good with 401, whatever else is asked', async () => {
    const response = await post({ authorization: 'Bearer not.a.token' });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="graphql", error="invalid_token"');
    expect(await response.json()).toMatchObject({
      jsonrpc: '2.0',
      error: { message: 'The credentials are not valid.' },
    });
  });

  it('tells an agent without a token where to get one', async () => {
    const response = await post({}, strict);
    expect(response.status).toBe(401);
    const where = 'https://api.example.com/.well-known/oauth-protected-resource/mcp';
    expect(response.headers.get('www-authenticate')).toBe(`Bearer realm="graphql", resource_metadata="${where}"`);
    const metadata = await fetch(new URL(new URL(where).pathname, strict.url));
    expect(await metadata.json()).toEqual({
      resource,
      authorization_servers: ['test'],
      bearer_methods_supported: ['header'],
    });
  });

  it('says of no token that it is bad where none was sent, also behind a router for signed-in callers only', async () => {
    const response = await post({}, closed);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="graphql"');
  });

  it('refuses pages of other origins, also those whose name points here', async () => {
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403);
    const rebound = await post({ origin: 'http://evil.example', host: 'evil.example' });
    expect(rebound.status).toBe(403);
    expect((await post({ origin: endpointOf(router).origin })).status).not.toBe(403);
  });

  it('refuses what is no JSON, and what is too large', async () => {
    expect((await post({ 'content-type': 'text/plain' })).status).toBe(415);
    const large = await fetch(endpointOf(router), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify('x'.repeat(1_100_000)),
    });
    expect(large.status).toBe(413);
  });

  it('offers an anonymous caller what it may see, and no mutation that is not named', async () => {
    const client = await connect(null);
    expect(await namesFor(client)).toEqual(['Orders', 'Broken', 'Both', 'Hits', 'Cancel']);
  });

  it('offers nothing of which a caller may not see all, where such operations are rejected', async () => {
    expect(await namesFor(await connect(null, {}, rejecting))).toEqual(['Orders', 'Broken', 'Hits']);
    expect(await namesFor(await connect(await issuer.token(), {}, rejecting))).toContain('Both');
  });

  it('offers a signed-in caller more', async () => {
    const client = await connect(await issuer.token());
    expect(await namesFor(client)).toContain('Mine');
  });

  it('offers no mutation unless they are switched on', async () => {
    const client = await connect(await issuer.token(), {}, strict);
    expect(await namesFor(client)).toEqual(['Orders', 'Mine', 'Broken', 'Both', 'Hits']);
  });

  it('describes a tool by its comment or its schema, and its input by its variables', async () => {
    const tools = await toolsOf(await connect(await issuer.token()));
    const [orders] = tools;
    expect(orders?.description).toBe('The orders of the shop.');
    expect(tools.find(({ name }) => name === 'Mine')?.description).toBe('What is mine.\nNobody else sees it.');
    expect(orders?.inputSchema).toEqual({
      type: 'object',
      properties: {
        filter: { anyOf: [{ $ref: '#/$defs/Filter' }, { type: 'null' }], description: 'Which of them.' },
        first: { type: 'integer', description: 'How many.', default: 2 },
      },
      required: [],
      additionalProperties: false,
      $defs: {
        Filter: {
          type: 'object',
          description: 'Narrows down.',
          additionalProperties: false,
          properties: {
            state: {
              anyOf: [{ type: 'string', enum: ['OPEN', 'CLOSED'] }, { type: 'null' }],
              description: 'In which state.',
              default: 'OPEN',
            },
            any: { anyOf: [{ type: 'array', items: { $ref: '#/$defs/Filter' } }, { type: 'null' }] },
          },
          required: [],
        },
      },
    });
  });

  it('describes the answer of a tool, and answers so', async () => {
    const client = await connect(await issuer.token());
    const hits = (await toolsOf(client)).find(({ name }) => name === 'Hits');
    const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });
    const name = orNull({ type: 'string' });
    const named = orNull({ type: 'object', properties: { name }, required: ['name'], additionalProperties: false });
    expect(hits?.outputSchema).toHaveProperty(
      ['properties', 'data'],
      orNull({
        type: 'object',
        properties: {
          hits: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                kind: {},
                id: { type: ['string', 'integer'] },
                state: orNull({ type: 'string', enum: ['OPEN', 'CLOSED'] }),
                of: { anyOf: [named, named] },
                name: { type: 'string', description: 'As on letters.' },
              },
              required: ['kind'],
              additionalProperties: false,
            },
          },
        },
        required: ['hits'],
        additionalProperties: false,
      }),
    );
    // The client holds the answer against the schema.
    const { structuredContent } = await client.callTool({ name: 'Hits', arguments: { named: false } });
    expect(structuredContent).toMatchObject({
      data: {
        hits: [
          { kind: 'Order', id: 'a', state: 'OPEN' },
          { kind: 'Customer', id: '1' },
        ],
      },
    });
  });

  it('says which tools change something', async () => {
    const tools = await toolsOf(await connect(null));
    const hints = new Map(tools.map(({ name, annotations }) => [name, annotations]));
    expect(hints.get('Orders')).toMatchObject({ readOnlyHint: true, destructiveHint: false });
    expect(hints.get('Cancel')).toMatchObject({ readOnlyHint: false, destructiveHint: true, idempotentHint: false });
  });

  it('answers a call as data and as text, with what it cost', async () => {
    const client = await connect(await issuer.token());
    const result = await client.callTool({ name: 'Orders', arguments: { first: 1 } });
    expect(result.isError).toBe(false);
    expect(result.structuredContent).toMatchObject({ data: { orders: ['#1'] }, extensions: { cost: {} } });
    expect(result.content).toEqual([{ type: 'text', text: JSON.stringify(result.structuredContent) }]);
  });

  it('lets a caller use nothing that it is not offered', async () => {
    const client = await connect(null);
    await expect(client.callTool({ name: 'Mine' })).rejects.toThrow('There is no tool Mine for this caller.');
    await expect(client.callTool({ name: 'Refund', arguments: { id: '1' } })).rejects.toThrow(
      'There is no tool Refund',
    );
    expect(subgraph.requests).toEqual([]);
  });

  it('says what is wrong with the input, as a result that an agent can read', async () => {
    const client = await connect(await issuer.token());
    const result = await client.callTool({ name: 'Orders', arguments: { first: 'many' } });
    expect(result.isError).toBe(true);
    expect(JSON.stringify(result.content)).toContain('first');
    expect(subgraph.requests).toEqual([]);
  });

  it('keeps the words of a broken subgraph to itself', async () => {
    const client = await connect(await issuer.token());
    const result = await client.callTool({ name: 'Broken' });
    expect(result.isError).toBe(true);
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });

  it('charges calls to the budget of the caller', async () => {
    const client = await connect(null);
    const cancel = () => client.callTool({ name: 'Cancel', arguments: { id: '1' } });
    expect((await cancel()).isError).toBe(false);
    const refused = await cancel();
    expect(refused.isError).toBe(true);
    expect(JSON.stringify(refused.content)).toContain('RATE_LIMITED');
  });

  it('tells a listening agent when the documents have changed', async () => {
    let changes = 0;
    const client = await connect(await issuer.token(), {
      versionNegotiation: { mode: 'auto' },
      listChanged: { tools: { onChanged: () => changes++ } },
    });
    const more = operation('More', 'query', 'query More { orders }');
    await writeFile(manifest, manifestOf([...operations, more]));
    await until('the change is heard of', () => changes > 0);
    expect(await namesFor(client)).toContain('More');
  });
});
