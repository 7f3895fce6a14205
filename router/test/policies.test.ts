import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { startProcess } from '../../test/support/processes.ts';
import { startIssuer } from './support/issuer.ts';
import { collectLog } from './support/log-lines.ts';
import { streamClients } from './support/stream-clients.ts';
import {
  ask,
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const definition = {
  name: 'prices',
  sdl:
    federationLink('@policy') +
    /* GraphQL */ `
      type Query {
        open: String
        price: Int @policy(policies: [["buyer"], ["partner", "local"]])
        margin: Int @policy(policies: [["owner"]])
      }
      type Subscription {
        priced(times: Int!): Price
      }
      type Price {
        amount: Int @policy(policies: [["buyer"]])
        currency: String
      }
    `,
  resolvers: {
    Query: { open: () => 'open', price: () => 1, margin: () => 2 },
    Subscription: {
      priced: {
        async *subscribe(_: unknown, { times }: { times: number }) {
          for (let amount = 1; amount <= times; amount++) yield { priced: { amount, currency: 'EUR' } };
        },
      },
    },
  },
};

const tools = JSON.stringify({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: ['Price { price }', 'Margin { margin }', 'Open { open }'].map((body) => ({
    id: body,
    name: body.split(' ')[0],
    type: 'query',
    body: `query ${body}`,
  })),
});

/** The module of an operator: it asks a server of the operator's. */
const moduleOf = (url: string) => `
  type Question = { policies: readonly string[]; caller: object; signal: AbortSignal };

  export async function evaluatePolicies({ policies, caller, signal }: Question): Promise<unknown> {
    const response = await fetch('${url}', { method: 'POST', body: JSON.stringify({ policies, caller }), signal });
    if (!response.ok) throw new Error('the policy server failed');
    return response.json();
  }
`;
const question = z.object({ policies: z.array(z.string()), caller: z.unknown() });
type Question = z.infer<typeof question>;

/** What an operator's module may ask; null answers nothing at all. */
async function startPolicyServer() {
  const questions: Question[] = [];
  const state = { questions, answer: (_asked: Question): unknown => [] };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const asked = question.parse(JSON.parse(body));
      questions.push(asked);
      const told = state.answer(asked);
      if (told instanceof Error) response.writeHead(500).end();
      else if (told !== null) response.end(JSON.stringify(told));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const stop = async () => void server.close().closeAllConnections();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, state, stop };
}

let folder: string;
let issuer: Awaited<ReturnType<typeof startIssuer>>;
let policyServer: Awaited<ReturnType<typeof startPolicyServer>>;
let subgraph: TestSubgraph;
let router: TestRouter;
let eager: TestRouter;
const { log, lines } = collectLog();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conea-policies-'));
  [issuer, subgraph, policyServer] = await Promise.all([startIssuer(), startSubgraph(definition), startPolicyServer()]);
  const module = join(folder, 'policies.ts');
  await writeFile(module, moduleOf(policyServer.url));
  const manifest = join(folder, 'manifest.json');
  await writeFile(manifest, tools);
  const start = (reevaluate_after: string) =>
    startRouter([definition], [subgraph], {
      config: {
        ...issuer.config,
        authorization: { policy: { module, timeout: '300ms', reevaluate_after } },
        persisted_queries: { enabled: true, local_manifests: [manifest] },
        mcp: { enabled: true },
      },
      log,
    });
  router = await start('1h');
  eager = await start('0s');
});
afterAll(async () => {
  await Promise.all([router, eager, subgraph, policyServer, issuer].map((server) => server.stop()));
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  policyServer.state.questions.length = 0;
  policyServer.state.answer = () => [];
  lines.length = 0;
});

const asked = () => policyServer.state.questions.map(({ policies }) => policies);
const hold = (...names: string[]) => void (policyServer.state.answer = () => names);
const bearer = async () => ({ authorization: `Bearer ${await issuer.token({ scope: 'buyer owner' })}` });

describe('a policy module', () => {
  it('says which policies hold, whatever the scopes of the caller say', async () => {
    hold('buyer');
    const answer = await ask(router.url, '{ open price margin }', {}, await bearer());
    expect(answer.data).toEqual({ open: 'open', price: 1, margin: null });
  });

  it('grants what one whole set of policies stands for', async () => {
    for (const [names, price] of [
      [['partner'], null],
      [['partner', 'local'], 1],
    ] as const) {
      hold(...names);
      expect((await ask(router.url, '{ open price }')).data).toEqual({ open: 'open', price });
    }
  });

  it('is asked once in a request for all policies of the operation, and not at all when there is none', async () => {
    await ask(router.url, '{ a: price b: price margin }');
    expect(asked()).toEqual([['buyer', 'partner', 'local', 'owner']]);
    await ask(router.url, '{ open }');
    expect(asked()).toHaveLength(1);
  });

  it('gets the caller, and no credentials', async () => {
    const { authorization } = await bearer();
    await ask(router.url, '{ price }', {}, { authorization, 'user-agent': 'test' });
    expect(policyServer.state.questions[0]?.caller).toMatchObject({
      requestId: expect.stringMatching(/^req_/),
      ip: '127.0.0.1',
      userAgent: 'test',
      user: { id: 'usr_1', organizationId: 'org_1', role: 'user', scopes: ['buyer', 'owner'], sessionId: 'ses_1' },
    });
    expect(JSON.stringify(policyServer.state.questions)).not.toContain(authorization.split('.')[1]);
  });

  it.each([
    ['does not answer in time', null, 'no answer in 300 ms'],
    ['fails', new Error(), 'the policy server failed'],
    ['answers what is no list of names', { buyer: true }, 'expected array'],
  ])('grants nothing when it %s, and the log says why', async (_, told, reason) => {
    policyServer.state.answer = () => told;
    const answer = await ask(router.url, '{ open price }', {}, await bearer());
    expect(answer).toMatchObject({ data: { open: 'open', price: null }, errors: [{ path: ['price'] }] });
    const [line] = lines.filter((text) => text.includes('policies not evaluated'));
    expect(JSON.parse(line ?? '')).toMatchObject({
      policies: ['buyer', 'partner', 'local'],
      err: { message: expect.stringContaining(reason) },
    });
  });

  it('grants nothing that it was not asked for', async () => {
    policyServer.state.answer = ({ policies }) => (policies.includes('owner') ? [] : ['owner']);
    expect((await ask(router.url, '{ open margin }')).data).toEqual({ open: 'open', margin: null });
  });
});

describe('a subscription with policies', () => {
  const query = 'subscription { priced(times: 3) { amount currency } }';
  const event = (amount: number | null) => ({ data: { priced: { amount, currency: 'EUR' } } });
  const revoked = {
    data: null,
    errors: [expect.objectContaining({ extensions: { code: 'SUBSCRIPTION_POLICY_REVOKED' } })],
  };
  const collect = async (to: TestRouter, client: (typeof streamClients)[number][1]) => {
    const results = [];
    for await (const result of client(to.url, { query }, await bearer())) results.push(result);
    return results;
  };

  it.each(streamClients)('ends over %s before the first event that it may not see any longer', async (_, client) => {
    policyServer.state.answer = () => (asked().length <= 2 ? ['buyer'] : []);
    expect(await collect(eager, client)).toEqual([event(1), revoked]);
  });

  it.each(streamClients)(
    'goes on over %s while its policies hold, or as long as their answer is young',
    async (_, client) => {
      hold('buyer');
      expect(await collect(eager, client)).toEqual([1, 2, 3].map(event));
      expect(asked()).toHaveLength(4);
      policyServer.state.answer = () => (asked().length <= 5 ? ['buyer'] : []);
      expect(await collect(router, client)).toEqual([1, 2, 3].map(event));
    },
  );

  it('ends when the module cannot be asked', async () => {
    policyServer.state.answer = () => (asked().length <= 1 ? ['buyer'] : new Error());
    expect(await collect(eager, streamClients[0][1])).toEqual([revoked]);
  });

  it('with less than all is not watched for what it never had', async () => {
    const results = await collect(eager, streamClients[1][1]);
    expect(results).toEqual([1, 2, 3].map(() => ({ ...event(null), errors: [expect.anything()] })));
  });
});

describe('tools for agents', () => {
  const connect = async () => {
    const client = new Client({ name: 'agent', version: '1.0.0' });
    await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', router.url)));
    return client;
  };

  it('are offered as the module says, which is asked once for all of them', async () => {
    hold('owner');
    const client = await connect();
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['Margin', 'Open']);
    expect(asked()).toEqual([['buyer', 'partner', 'local', 'owner']]);
    await client.close();
  });

  it('are called as the module says, which is asked once for a call', async () => {
    hold('owner');
    const client = await connect();
    const called = await client.callTool({ name: 'Margin' });
    expect(called.structuredContent).toEqual({ data: { margin: 2 } });
    await expect(client.callTool({ name: 'Price' })).rejects.toThrow('There is no tool Price');
    expect(asked()).toEqual([['owner'], ['buyer', 'partner', 'local']]);
    await client.close();
  });
});

describe('the command line', () => {
  const check = async (module: string, text: string) => {
    await writeFile(join(folder, module), text);
    const config = join(folder, 'router.yaml');
    await writeFile(
      config,
      `authorization: { policy: { module: ${module} } }
`,
    );
    const process = startProcess(['router/src/main.ts', '--check-config', '--config', config]);
    return { code: await process.exited, output: process.output() };
  };

  it('accepts a module beside router.yaml', async () => {
    expect(await check('good.ts', moduleOf('http://127.0.0.1:1'))).toMatchObject({ code: 0 });
  });

  it('says what is wrong with a module', async () => {
    const nothing = await check('nothing.mjs', 'export const evaluatePolicies = [];');
    expect(nothing.code).toBe(1);
    expect(nothing.output).toContain('nothing.mjs must export a function evaluatePolicies');
    const broken = await check('broken.ts', 'throw new Error("no policies today");');
    expect(broken.code).toBe(1);
    expect(broken.output).toContain('broken.ts cannot be loaded: no policies today');
  });
});
