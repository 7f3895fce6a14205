import { afterEach, describe, expect, it } from '@jest/globals';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import type { ServerResponse } from 'node:http';
import WebSocket from 'ws';
import { until } from '../../test/support/until.ts';
import type { RouterConfigInput } from '../src/config/config.ts';
import { createFreshness } from '../src/engine/freshness.ts';
import { withoutHeaders } from '../src/headers/header-rules.ts';
import { nothingPicked } from '../src/headers/picked-headers.ts';
import type { Pipeline, PlannedRequest } from '../src/pipeline.ts';
import { withOperationTimeout } from '../src/traffic/operation-timeout.ts';
import { createCleanup } from './support/cleanup.ts';
import { startServer } from './support/peer.ts';
import { ask, federationLink, startRouter, startSubgraph } from './support/test-graph.ts';

const { stopping, stopAll } = createCleanup();
afterEach(stopAll);

const shop = {
  name: 'shop',
  sdl: `${federationLink('@key')}
    type Query { orders: [Order] }
    type Mutation { place: Order }
    type Subscription { placed: Order }
    type Order @key(fields: "id") { id: ID! }`,
  resolvers: {
    Query: { orders: () => [{ id: '1' }] },
    Mutation: { place: () => ({ id: '1' }) },
    Subscription: {
      placed: {
        subscribe: async function* () {
          yield { placed: { id: '1' } };
          yield { placed: { id: '2' } };
        },
      },
    },
  },
};
const notes = {
  name: 'notes',
  sdl: `${federationLink('@key')} type Order @key(fields: "id") { id: ID! note: String }`,
  resolvers: {},
};

/** The orders answer at once; their notes never do. */
async function startSlowShop(config: RouterConfigInput = {}) {
  const held: ServerResponse[] = [];
  let ended = 0;
  const silent = stopping(
    await startServer((_, response) => {
      held.push(response);
      response.once('close', () => ended++);
    }),
  );
  const fast = stopping(await startSubgraph(shop));
  const subgraphs = [fast, { name: 'notes', url: silent.url }];
  const traffic_shaping = { router: { timeout: '1500ms' }, all: { timeout: '1m' } };
  const router = stopping(await startRouter([shop, notes], subgraphs, { config: { traffic_shaping, ...config } }));
  return { router, ended: () => ended, asked: silent.asked };
}

const timedOut = { errors: [{ message: 'The operation took too long.', extensions: { code: 'GATEWAY_TIMEOUT' } }] };

describe('an operation that takes too long', () => {
  it.each(['{ orders { note } }', 'mutation { place { note } }'])('%s is a 504, and is given up', async (query) => {
    const { router, ended, asked } = await startSlowShop();
    expect(await ask(router.url, query)).toEqual({ status: 504, ...timedOut });
    expect(asked()).toBe(1);
    await until('the fetch is ended', () => ended() === 1);
  });

  it('says so over a WebSocket, which stays open', async () => {
    const { router } = await startSlowShop();
    const client = createClient({ url: router.url.replace('http', 'ws'), webSocketImpl: WebSocket });
    stopping({ stop: () => client.dispose() });
    const answers = async (query: string) => {
      const results = [];
      for await (const result of client.iterate({ query })) results.push(result);
      return results;
    };
    expect(await answers('{ orders { note } }')).toMatchObject([timedOut]);
    expect(await answers('{ orders { id } }')).toEqual([{ data: { orders: [{ id: '1' }] } }]);
  });

  it('costs only what was done', async () => {
    const enforced = { enabled: true, mode: 'enforce' } as const;
    const config = { demand_control: enforced, budget: { ...enforced, anonymous: 100 } };
    const { router } = await startSlowShop(config);
    const left = async () => {
      const response = await fetch(`${router.url}?query={__typename}`, {
        headers: { 'apollo-require-preflight': '1' },
      });
      return /r=(\d+)/.exec(response.headers.get('ratelimit') ?? '')?.[1];
    };
    expect((await ask(router.url, '{ orders { note } }')).status).toBe(504);
    await until('the budget is given back', async () => (await left()) === '99');
  });

  it('leaves an event of a subscription without what did not come, and the subscription goes on', async () => {
    const { router, ended } = await startSlowShop();
    const client = createClient({ url: router.url.replace('http', 'ws'), webSocketImpl: WebSocket });
    stopping({ stop: () => client.dispose() });
    const events = [];
    for await (const event of client.iterate({ query: 'subscription { placed { id note } }' })) events.push(event);
    const errors = [{ extensions: { code: 'GATEWAY_TIMEOUT', service: 'notes' } }];
    expect(events).toMatchObject([
      { data: { placed: { id: '1', note: null } }, errors },
      { data: { placed: { id: '2', note: null } }, errors },
    ]);
    await until('both fetches are ended', () => ended() === 2);
  });
});

describe('the time that planning takes', () => {
  const request = {
    query: '{ a }',
    documentId: undefined,
    operationName: undefined,
    variables: {},
    clientName: undefined,
    headers: nothingPicked,
  };
  const caller = { requestId: 'req_1', ip: null, userAgent: null, user: null };
  const plannedWith = (charge: PlannedRequest['charge']): PlannedRequest => ({
    ...{
      kind: OperationTypeNode.QUERY,
      compiled: null,
      refusal: async () => null,
      told: { errors: [] },
      variables: {},
      rateLimit: null,
      isRestricted: false,
      headersFor: withoutHeaders,
      freshness: createFreshness(),
      clientHeaders: null,
      format: null,
    },
    charge,
  });
  const pipelineWith = (changes: Partial<Pipeline>): Pipeline => ({
    plan: async () => plannedWith(null),
    execute: async () => ({ data: {} }),
    deliver: () => {
      throw new Error('nothing is deferred');
    },
    subscribe: () => {
      throw new Error('nobody subscribes');
    },
    ...changes,
  });

  it('is part of it, and what was charged meanwhile is given back', async () => {
    const planning = Promise.withResolvers<PlannedRequest>();
    const { plan } = withOperationTimeout(pipelineWith({ plan: () => planning.promise }), 20);
    await expect(plan(request, caller)).rejects.toMatchObject({ extensions: { code: 'GATEWAY_TIMEOUT', status: 504 } });
    const released = Promise.withResolvers<string>();
    const charge = {
      headers: {},
      rateLimit: () => ({ limit: null, cost: 1, remaining: null, resetAt: null, used: null }),
      settle: (result: object) => result,
      release: () => released.resolve('released'),
      chargeEvent: async (result: object) => result,
    };
    planning.resolve(plannedWith(charge));
    expect(await released.promise).toBe('released');
  });

  it('leaves less for the execution, which is not waited for either', async () => {
    const given: AbortSignal[] = [];
    const pipeline = pipelineWith({
      plan: () => new Promise((resolve) => setTimeout(resolve, 100, plannedWith(null))),
      execute: (_planned, _caller, signal) => {
        given.push(signal);
        return new Promise(() => {});
      },
    });
    const { plan, execute } = withOperationTimeout(pipeline, 150);
    const planned = await plan(request, caller);
    await expect(execute(planned, caller, new AbortController().signal)).rejects.toMatchObject({
      extensions: { code: 'GATEWAY_TIMEOUT' },
    });
    expect(given.map(({ aborted }) => aborted)).toEqual([true]);
  });
});
