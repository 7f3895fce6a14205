import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  let start: (mcp?: object) => Promise<TestRouter>;
  let router: TestRouter;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'conea-mcp-'));
    const manifest = join(folder, 'manifest.json');
    const operations = [{ id: 'w', name: 'Weather', type: 'query', body: 'query Weather { weather }' }];
    await writeFile(manifest, JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }));
    [subgraph, issuer] = await Promise.all([startSubgraph(shop), startIssuer()]);
    start = async (mcp = {}) => {
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
        },
      });
      routers.push(started);
      return started;
    };
    const on = { enabled: true };
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
      expect((await call(client, 'validate', { operation: '{ weather }' })).text).toBe('The operation is valid.');
      const refused = await call(client, 'validate', { operation: '{ wether }' });
      expect(refused).toMatchObject({ isError: true, text: expect.stringContaining('wether') });
      expect(subgraph.requests).toEqual([]);
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
