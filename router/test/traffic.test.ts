import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../test/support/until.ts';
import type { RouterConfigInput } from '../src/config/config.ts';
import { trafficShapingConfig } from '../src/config/traffic-shaping.ts';
import { createCircuitBreaker, type BreakerState } from '../src/traffic/circuit-breaker.ts';
import { createGate, GateFull } from '../src/traffic/gate.ts';
import { createRetryBudget } from '../src/traffic/retry-budget.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const definition = {
  name: 'shop',
  sdl: 'type Query { name: String } type Mutation { save: Int }',
  resolvers: { Query: { name: () => 'shop' }, Mutation: { save: () => 1 } },
};
const { all: defaults } = trafficShapingConfig.parse({});

describe('a subgraph in trouble', () => {
  let subgraph: TestSubgraph;
  let router: TestRouter;

  beforeAll(async () => {
    subgraph = await startSubgraph(definition);
  });
  afterAll(() => subgraph.stop());
  beforeEach(() => {
    subgraph.requests.splice(0);
    subgraph.misbehave(null);
    subgraph.delay(0);
  });
  afterEach(() => router.stop());

  const start = async (all: NonNullable<RouterConfigInput['traffic_shaping']>['all'] = {}) => {
    router = await startRouter([definition], [subgraph], { config: { traffic_shaping: { all } } });
  };
  const failTimes = (count: number, status = 503) => {
    let left = count;
    subgraph.misbehave(() =>
      left-- > 0 ? { status, body: '' } : { status: 200, body: '{"data":{"name":"shop","save":1}}' },
    );
  };

  it('is asked again for a query, and the client sees nothing of it', async () => {
    await start();
    failTimes(2);
    expect(await ask(router.url, '{ name }')).toMatchObject({ data: { name: 'shop' } });
    expect(subgraph.requests).toHaveLength(3);
  });

  it('is asked once for a mutation', async () => {
    await start();
    failTimes(1);
    expect((await ask(router.url, 'mutation { save }')).errors).toMatchObject([
      { extensions: { code: 'SUBREQUEST_HTTP_ERROR', service: 'shop' } },
    ]);
    expect(subgraph.requests).toHaveLength(1);
  });

  it('is not asked again for what it will not answer differently', async () => {
    await start();
    failTimes(1, 500);
    expect((await ask(router.url, '{ name }')).data).toEqual({ name: null });
    expect(subgraph.requests).toHaveLength(1);
  });

  it('is asked so often and no more', async () => {
    await start({ retry: { max_attempts: 2 } });
    failTimes(2);
    expect((await ask(router.url, '{ name }')).data).toEqual({ name: null });
    expect(subgraph.requests).toHaveLength(2);
  });

  it('that answers more than allowed leaves null, and does not keep others from it', async () => {
    await start({ max_response_bytes: '1KiB', circuit_breaker: { request_threshold: 2 } });
    const answer = (length: number) => ({ status: 200, body: JSON.stringify({ data: { name: 'x'.repeat(length) } }) });
    subgraph.misbehave(() => answer(2_000));
    for (let index = 0; index < 3; index++) {
      const { data, errors } = await ask(router.url, '{ name }');
      expect(data).toEqual({ name: null });
      expect(errors).toMatchObject([{ extensions: { code: 'SUBREQUEST_HTTP_ERROR', service: 'shop' } }]);
    }
    expect(subgraph.requests).toHaveLength(3);
    subgraph.misbehave(() => answer(900));
    expect((await ask(router.url, '{ name }')).data).toEqual({ name: 'x'.repeat(900) });
  });

  it('that is slow gets a timeout for all its attempts together', async () => {
    await start({ timeout: '200ms' });
    subgraph.delay(2_000);
    expect((await ask(router.url, '{ name }')).errors).toMatchObject([{ extensions: { code: 'GATEWAY_TIMEOUT' } }]);
    expect(subgraph.requests).toHaveLength(1);
  });

  it('is left alone after many failures, and asked again after a while', async () => {
    await start({ retry: { enabled: false }, circuit_breaker: { request_threshold: 3, sleep_window: '300ms' } });
    failTimes(Number.POSITIVE_INFINITY, 500);
    for (let index = 0; index < 3; index++) await ask(router.url, '{ name }');
    const { errors } = await ask(router.url, '{ name }');
    expect(errors).toMatchObject([{ extensions: { code: 'CIRCUIT_BREAKER_OPEN', service: 'shop' } }]);
    expect(subgraph.requests).toHaveLength(3);
    failTimes(0);
    await until('the circuit closes', async () => (await ask(router.url, '{ name }')).errors === undefined);
  });

  it('has so many requests at the same time, and refuses what cannot even wait', async () => {
    await start({ max_concurrent_requests: 1, max_waiting_requests: 1 });
    subgraph.delay(200);
    const answers = await Promise.all(['a', 'b', 'c'].map((alias) => ask(router.url, `{ ${alias}: name }`)));
    const codes = answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions?.['code']);
    expect(codes).toEqual(['REQUEST_CONCURRENCY_LIMITED']);
  });
});

describe('a circuit breaker', () => {
  function aBreaker(config: object = {}) {
    let time = 1_000_000;
    const states: BreakerState[] = [];
    const breaker = createCircuitBreaker({
      config: { ...defaults.circuit_breaker, request_threshold: 4, ...config },
      onChange: (state) => states.push(state),
      now: () => time,
    });
    const run = (outcomes: string) => {
      for (const outcome of outcomes) if (breaker.admits()) breaker.report(outcome === '+');
    };
    return { breaker, states, run, pass: (milliseconds: number) => (time += milliseconds) };
  }

  it('opens at the threshold, and not for a few failures of many', () => {
    const few = aBreaker();
    few.run('++++-+-+-+');
    expect(few.states).toEqual([]);
    const half = aBreaker();
    half.run('+-+-');
    expect(half.states).toEqual(['open']);
    expect(half.breaker.admits()).toBe(false);
  });

  it('forgets failures of long ago', () => {
    const { run, pass, states } = aBreaker();
    run('---');
    pass(11_000);
    run('-++');
    expect(states).toEqual([]);
  });

  it('lets one through to see, and closes or opens by that', () => {
    const { breaker, run, pass, states } = aBreaker();
    run('----');
    pass(5_000);
    expect([breaker.admits(), breaker.admits()]).toEqual([true, false]);
    breaker.report(false);
    pass(5_000);
    expect(breaker.admits()).toBe(true);
    breaker.withdraw();
    expect(breaker.admits()).toBe(true);
    breaker.report(true);
    expect(states).toEqual(['open', 'half-open', 'open', 'half-open', 'closed']);
    expect([breaker.admits(), breaker.admits()]).toEqual([true, true]);
  });
});

describe('the budget of retries', () => {
  it('grows with requests and with time, and is used up by retries', () => {
    let time = 0;
    const budget = createRetryBudget({ ...defaults.retry, min_per_second: 1, retry_percent: 0.5 }, () => time);
    const withdrawn = () => {
      let count = 0;
      while (budget.withdraw()) count++;
      return count;
    };
    expect(withdrawn()).toBe(10);
    for (let index = 0; index < 8; index++) budget.deposit();
    expect(withdrawn()).toBe(4);
    time += 3_000;
    expect(withdrawn()).toBe(3);
  });
});

describe('a gate', () => {
  it('lets the waiting in by their order, and forgets who gave up', async () => {
    const gate = createGate({ max: 1, maxWaiting: 2 });
    const { signal } = new AbortController();
    const leaving = new AbortController();
    const first = Promise.withResolvers<void>();
    const order: number[] = [];
    const running = [
      gate.pass(signal, () => first.promise),
      gate.pass(leaving.signal, async () => order.push(2)),
      gate.pass(signal, async () => order.push(3)),
    ];
    await expect(gate.pass(signal, async () => 4)).rejects.toThrow(GateFull);
    leaving.abort();
    await expect(running[1]).rejects.toThrow();
    first.resolve();
    await running[2];
    expect(order).toEqual([3]);
    expect(await gate.pass(signal, async () => 5)).toBe(5);
  });
});
