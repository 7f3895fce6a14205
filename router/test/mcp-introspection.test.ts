import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RouterConfigInput } from '../src/config/config.ts';
import { startIssuer } from './support/issuer.ts';
import {
  ask,
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
        "What customers have bought."
        orders(filter: OrderFilter): [Order!]!
        "Everybody who works here."
        staff: [Employee!] @requiresScopes(scopes: [["hr"]])
        weather: String
      }
      type Mutation {
        "Takes an order back."
        cancelOrder(id: ID!): Order
      }
      type Subscription {
        orderPlaced: Receipt
      }
      input OrderFilter {
        state: OrderState
        minimum: Float
        grade: Grade
      }
      enum OrderState {
        OPEN
        CLOSED
      }
      enum Grade @requiresScopes(scopes: [["hr"]]) {
        GOOD
      }
      "A purchase."
      type Order {
        id: ID!
        lineItems: [LineItem!]
        margin: Float @requiresScopes(scopes: [["hr"]])
      }
      type LineItem {
        "How it is packed for the post."
        packaging: Packaging
      }
      type Packaging {
        weight: Float
      }
      type Employee {
        salary: Int
      }
      type Receipt {
        id: ID
      }
    `,
  resolvers: {
    Query: { orders: () => [{ id: 'a', margin: 0.5 }], weather: () => 'rain' },
    Mutation: { cancelOrder: () => ({ id: 'a' }) },
  },
};

describe('tools for agents that write operations of their own', () => {
  let folder: string;
  let issuer: Awaited<ReturnType<typeof startIssuer>>;
  let subgraph: TestSubgraph;
  const routers: TestRouter[] = [];
  const clients: Client[] = [];
  let start: (mcp?: object, config?: RouterConfigInput) => Promise<TestRouter>;
  const on = { enabled: true };
  let router: TestRouter;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'conea-mcp-'));
    const manifest = join(folder, 'manifest.json');
    const operations = [{ id: 'w', name: 'Weather', type: 'query', body: 'query Weather { weather }' }];
    await writeFile(manifest, JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }));
    [subgraph, issuer] = await Promise.all([startSubgraph(shop), startIssuer()]);
    start = async (mcp = {}, config = {}) => {
      const started = await startRouter([shop], [subgraph], {
        config: {
          ...issuer.config,
          persisted_queries: { enabled: true, local_manifests: [manifest] },
          demand_control: {
            enabled: true,
            mode: 'enforce',
            strategy: { static_estimated: { max: 30, list_size: 10 } },
          },
          budget: { enabled: true, mode: 'enforce', anonymous: 1_000 },
          limits: { max_root_fields: 2 },
          mcp: { enabled: true, ...mcp },
          ...config,
        },
      });
      routers.push(started);
      return started;
    };
    router = await start({ introspection: { search: on, introspect: on, validate: on, execute: on } });
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await Promise.all([...routers, subgraph, issuer].map((server) => server.stop()));
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    subgraph.requests.length = 0;
  });

  const connect = async (scope: string | null = null, to = router) => {
    const client = new Client({ name: 'agent', version: '1.0.0' });
    const headers = scope === null ? {} : { authorization: `Bearer ${await issuer.token({ scope })}` };
    await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', to.url), { requestInit: { headers } }));
    clients.push(client);
    return client;
  };
  const call = async (client: Client, name: string, args: Record<string, unknown>) => {
    const result = await client.callTool({ name, arguments: args });
    return { ...result, text: result.content.map((part) => (part.type === 'text' ? part.text : '')).join('') };
  };

  it('are not there unless they are switched on', async () => {
    const client = await connect(null, await start());
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['Weather']);
    await expect(client.callTool({ name: 'execute', arguments: { query: '{ weather }' } })).rejects.toThrow(
      'There is no tool execute',
    );
  });

  it('stand beside the trusted documents, and say what they take', async () => {
    const { tools } = await (await connect()).listTools();
    expect(tools.map(({ name }) => name)).toEqual(['search', 'introspect', 'validate', 'execute', 'Weather']);
    expect(tools[0]?.inputSchema).toMatchObject({ properties: { terms: { type: 'array' } }, required: ['terms'] });
  });

  describe('search', () => {
    it('finds by words of names and descriptions, with the way from a root and its inputs', async () => {
      const found = await call(await connect(), 'search', { terms: ['packed'] });
      expect(found.text).toContain(
        'type LineItem {\n  """How it is packed for the post."""\n  packaging: Packaging\n}',
      );
      expect(found.text).toContain('orders(filter: OrderFilter): [Order!]!');
      expect(found.text).toContain('lineItems: [LineItem!]');
      expect(found.text).toContain('input OrderFilter');
      expect(found.text).not.toContain('weather');
    });

    it('takes a name apart, whatever its case and number', async () => {
      for (const term of ['item', 'LINE_ITEMS', 'lineItem'])
        expect((await call(await connect(), 'search', { terms: [term] })).text).toContain('type LineItem');
    });

    it('finds nothing that the caller may not see, and more for who may', async () => {
      expect((await call(await connect('none'), 'search', { terms: ['staff', 'salary'] })).text).toBe(
        'Nothing was found.',
      );
      expect((await call(await connect('hr'), 'search', { terms: ['salary'] })).text).toContain('staff: [Employee!]');
    });

    it('says what is wrong with its input', async () => {
      const refused = await call(await connect(), 'search', { terms: [] });
      expect(refused).toMatchObject({ isError: true, text: expect.stringContaining('terms') });
    });
  });

  describe('introspect', () => {
    it('shows a type to the depth that is asked for', async () => {
      const client = await connect();
      const shallow = await call(client, 'introspect', { type_name: 'Order' });
      expect(shallow.text).toBe('"""A purchase."""\ntype Order {\n  id: ID!\n  lineItems: [LineItem!]\n}');
      const deep = await call(client, 'introspect', { type_name: 'Order', depth: 0 });
      expect(deep.text.match(/^type \w+/gm)).toEqual(['type Order', 'type LineItem', 'type Packaging']);
    });

    it('leaves out fields, inputs and types that the caller may not see, and what only they lead to', async () => {
      const visible = await call(await connect('none'), 'introspect', { type_name: 'Query', depth: 0 });
      expect(visible.text).not.toMatch(/staff|Employee|margin|grade|Grade/);
      for (const name of ['Employee', 'Grade', 'Nothing', 'Mutation', 'Receipt']) {
        const refused = await call(await connect('none'), 'introspect', { type_name: name });
        expect(refused).toMatchObject({ isError: true, text: `There is no type ${name} for this caller.` });
      }
      const all = await call(await connect('hr'), 'introspect', { type_name: 'Query', depth: 0 });
      for (const name of ['staff', 'Employee', 'margin', 'grade']) expect(all.text).toContain(name);
    });

    it('says when there is more than it shows', async () => {
      const brief = await start({ introspection: { introspect: { enabled: true, max_types: 2 } } });
      const shown = await call(await connect(null, brief), 'introspect', { type_name: 'Query', depth: 0 });
      expect(shown.text).toContain('# There are more: these are the first 2 types.');
    });
  });

  describe('validate', () => {
    it('says whether an operation is valid and what is wrong with it, and executes nothing', async () => {
      const client = await connect();
      const valid =
        'query ($f: OrderFilter) { weather orders(filter: $f) { ... on Order { __typename lineItems { packaging { weight } } } } }';
      expect((await call(client, 'validate', { operation: valid })).text).toBe('The operation is valid.');
      const refused = await call(client, 'validate', { operation: '{ wether }' });
      expect(refused).toMatchObject({ isError: true, text: expect.stringContaining('wether') });
      expect((await call(client, 'validate', { operation: '{' })).isError).toBe(true);
      expect(subgraph.requests).toEqual([]);
    });

    it.each([
      ['a field', '{ orders { margin } }', 'Cannot query field "margin" on type "Order".'],
      ['a field of a root', '{ staff { salary } }', 'Cannot query field "staff" on type "Query".'],
      ['a type', '{ orders { ... on Employee { salary } } }', 'Unknown type "Employee".'],
      ['an input', '{ orders(filter: { grade: GOOD }) { id } }', 'Field "grade" is not defined by type "OrderFilter".'],
    ])('knows nothing of %s that the caller may not see, nor suggests it', async (_, operation, message) => {
      const client = await connect('none');
      expect((await call(client, 'validate', { operation })).text).toContain(message);
      expect((await call(await connect('hr'), 'validate', { operation })).text).not.toContain(message);
      for (const near of ['{ stafff }', '{ orders { margn } }', '{ orders(filter: { grad: GOOD }) { id } }'])
        expect((await call(client, 'validate', { operation: near })).text).not.toMatch(/"(?:staff|margin|grade)"/);
    });

    it.each(['mutation { cancelOrder(id: "a") { id } }', 'subscription { orderPlaced { id } }'])(
      'refuses what cannot be executed: %s',
      async (operation) => {
        const refused = await call(await connect('hr'), 'validate', { operation });
        expect(refused).toMatchObject({
          isError: true,
          text: expect.stringContaining('is not supported by the schema'),
        });
      },
    );
  });

  describe('the tools that tell of the schema', () => {
    const tellingAll = { search: on, introspect: on, validate: on };
    const calls = [
      ['search', { terms: ['order'] }],
      ['introspect', { type_name: 'Order' }],
      ['validate', { operation: '{ weather }' }],
    ] as const;

    it('are not there where clients may not ask for the schema', async () => {
      const closed = await start(
        { introspection: { ...tellingAll, execute: on } },
        { supergraph: { introspection: false } },
      );
      const client = await connect(null, closed);
      expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['execute', 'Weather']);
      for (const [name, args] of calls)
        await expect(client.callTool({ name, arguments: args })).rejects.toThrow(`There is no tool ${name}`);
    });

    it.each(calls)('cost their caller a fixed part of the budget: %s', async (name, args) => {
      const budget = { enabled: true, mode: 'enforce', anonymous: 40 } as const;
      const poor = await start({ introspection: { ...tellingAll, cost: 20 } }, { budget });
      const client = await connect(null, poor);
      for (const _ of [1, 2]) expect((await call(client, name, args)).isError ?? false).toBe(false);
      const code = 'RATE_LIMITED';
      expect(await call(client, name, args)).toMatchObject({
        isError: true,
        structuredContent: { errors: [{ extensions: { code } }] },
      });
      expect(await ask(poor.url, '{ weather orders { id } }')).toMatchObject({ errors: [{ extensions: { code } }] });
    });

    it('are refused while the router has too much to do', async () => {
      const load_shedding = { enabled: true, max_requests_in_flight: 1 };
      const traffic_shaping = { all: { timeout: '20s' }, router: { load_shedding } };
      const busy = await start({ introspection: tellingAll }, { traffic_shaping });
      const client = await connect(null, busy);
      const { arrived, release } = subgraph.hold();
      const working = ask(busy.url, '{ weather }');
      await arrived;
      for (const [name, args] of calls)
        await expect(call(client, name, args)).rejects.toThrow('more to do than it can');
      release();
      await working;
      for (const [name, args] of calls) expect((await call(client, name, args)).isError ?? false).toBe(false);
    });

    it('know nothing that is @inaccessible', async () => {
      const hidden = {
        name: 'hidden',
        sdl: `${federationLink('@inaccessible')}
          type Query { shown: Shown secret: Secret @inaccessible }
          type Shown { name: String code: Int @inaccessible }
          type Secret @inaccessible { code: Int }`,
        resolvers: {},
      };
      const router = await startRouter([hidden], [{ name: 'hidden', url: subgraph.url }], {
        config: { persisted_queries: { enabled: true }, mcp: { enabled: true, introspection: tellingAll } },
      });
      routers.push(router);
      const client = await connect(null, router);
      expect((await call(client, 'search', { terms: ['secret', 'code'] })).text).toBe('Nothing was found.');
      const shown = await call(client, 'introspect', { type_name: 'Query', depth: 0 });
      expect(shown.text).toContain('type Shown');
      expect(shown.text).not.toMatch(/secret|code/i);
      const refused = await call(client, 'validate', { operation: '{ secret { code } shown { code } }' });
      expect(refused.text.split('\n')).toEqual([
        'Cannot query field "secret" on type "Query".',
        'Cannot query field "code" on type "Shown".',
      ]);
    });
  });

  describe('execute', () => {
    it('answers a query, charged to the caller, without what the caller may not see', async () => {
      const query = 'query ($state: OrderState) { orders(filter: { state: $state }) { id margin } }';
      const answer = await call(await connect('none'), 'execute', { query, variables: { state: 'OPEN' } });
      expect(answer.structuredContent).toMatchObject({
        data: { orders: [{ id: 'a', margin: null }] },
        errors: [{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
        extensions: { cost: { requestedQueryCost: 11 } },
      });
    });

    it.each([
      ['too much at once', '{ a: weather b: weather c: weather }', 'MAX_ROOT_FIELDS_EXCEEDED'],
      ['too dear', '{ orders { lineItems { packaging { weight } } } }', 'COST_ESTIMATED_TOO_EXPENSIVE'],
      ['a mutation', 'mutation { cancelOrder(id: "a") { id } }', 'FORBIDDEN'],
      ['a subscription', 'subscription { orderPlaced { id } }', 'FORBIDDEN'],
    ])('refuses what is %s', async (_, query, code) => {
      const refused = await call(await connect(), 'execute', { query });
      expect(refused).toMatchObject({ isError: true, structuredContent: { errors: [{ extensions: { code } }] } });
      expect(subgraph.requests).toEqual([]);
    });

    it('executes mutations where all of them are tools', async () => {
      const open = await start({ mutation_mode: 'all', introspection: { execute: { enabled: true } } });
      const client = await connect(null, open);
      const { tools } = await client.listTools();
      expect(tools[0]?.annotations).toMatchObject({ readOnlyHint: false, destructiveHint: true });
      const answer = await call(client, 'execute', { query: 'mutation { cancelOrder(id: "a") { id } }' });
      expect(answer.structuredContent).toMatchObject({ data: { cancelOrder: { id: 'a' } } });
    });
  });
});
