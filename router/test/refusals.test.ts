import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { until } from '../../test/support/until.ts';
import { createRefusalTally } from '../src/refusals/refusal-tally.ts';
import { startIssuer } from './support/issuer.ts';
import {
  ask,
  federationLink,
  startRouter,
  startSubgraph,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

const definition = {
  name: 'accounts',
  sdl:
    federationLink('@requiresScopes') +
    'type Query { mine: String secret: String @requiresScopes(scopes: [["read:secrets"]]) }',
  resolvers: { Query: { mine: () => 'mine', secret: () => 'secret' } },
};
const refusal = z.looseObject({ reason: z.string(), count: z.number(), network: z.string().nullable() });
const reportShape = z.object({ reportId: z.string(), refusals: z.array(refusal) });

let accounts: TestSubgraph;
let router: TestRouter;
let issuer: Awaited<ReturnType<typeof startIssuer>>;
let reports: z.infer<typeof reportShape>[];
let isDown: boolean;

const startWith = (refusals: object = {}, more: object = {}) =>
  startRouter([definition], [accounts], {
    config: { ...issuer.config, ...more, refusals: { subgraph: 'accounts', interval: '30ms', ...refusals } },
  });
const refusals = () => reports.flatMap((report) => report.refusals);
const countOf = (wanted: string) =>
  refusals().reduce((sum, { reason, count }) => sum + (reason === wanted ? count : 0), 0);

beforeEach(async () => {
  [reports, isDown] = [[], false];
  issuer = await startIssuer();
  accounts = await startSubgraph(definition);
  accounts.route('/refusals', (body) => {
    const report = reportShape.parse(JSON.parse(body));
    reports.push(report);
    return isDown ? { status: 503, body: '' } : { status: 200, body: '{}' };
  });
});
afterEach(async () => {
  await router.stop();
  await accounts.stop();
  await issuer.stop();
});

describe('what a router refuses', () => {
  it('is reported for each caller and reason: fields that somebody may not see, and forged tokens', async () => {
    router = await startWith();
    const authorization = `Bearer ${await issuer.token({ scope: 'read:own_data' })}`;
    for (let round = 0; round < 3; round++) await ask(router.url, '{ mine secret }', {}, { authorization });
    for (let round = 0; round < 4; round++)
      await ask(router.url, '{ mine }', {}, { authorization: `${authorization.slice(0, -4)}AAAA` });
    // Neither of these is a refusal of credentials.
    await ask(router.url, '{ mine secret }');
    await ask(router.url, '{ mine }', {}, { authorization });
    await until('all are reported', () => countOf('unauthorized') === 3 && countOf('invalid_credentials') === 4);
    const named = { impersonatorId: null, network: '127.0.0.1' };
    expect(refusals()).toContainEqual(
      expect.objectContaining({ ...named, reason: 'unauthorized', userId: expect.stringMatching(/^usr_/) }),
    );
    expect(refusals()).toContainEqual(
      expect.objectContaining({ ...named, reason: 'invalid_credentials', userId: null, organizationId: null }),
    );
    expect(refusals().every(({ reason }) => ['unauthorized', 'invalid_credentials'].includes(reason))).toBe(true);
  });

  it('is what its budgets refuse too', async () => {
    const budget = { enabled: true, mode: 'enforce', anonymous: null, attempts: { fields: ['mine'], limit: 1 } };
    router = await startWith({}, { demand_control: { enabled: true, mode: 'enforce' }, budget });
    for (let round = 0; round < 5; round++) await ask(router.url, '{ mine }');
    await until('all are reported', () => countOf('rate_limited') === 4);
  });

  it('is not what a dry run only tells of', async () => {
    router = await startWith({}, { authorization: { directives: { dry_run: true } } });
    const authorization = `Bearer ${await issuer.token({ scope: 'read:own_data' })}`;
    const { data } = await ask(router.url, '{ secret }', {}, { authorization });
    expect(data).toEqual({ secret: 'secret' });
    await ask(router.url, '{ mine }', {}, { authorization: 'Bearer x.y.z' });
    await until('what came after it is reported', () => countOf('invalid_credentials') === 1);
    expect(countOf('unauthorized')).toBe(0);
  });

  it('is told again with the same id until it is taken, and not lost when the router stops', async () => {
    isDown = true;
    router = await startWith();
    await ask(router.url, '{ mine }', {}, { authorization: 'Bearer x.y.z' });
    await until('it was told several times', () => reports.length >= 3);
    expect(new Set(reports.map(({ reportId }) => reportId)).size).toBe(1);
    await ask(router.url, '{ mine }', {}, { authorization: 'Bearer x.y.z' });
    isDown = false;
    await router.stop();
    const byId = new Map(reports.map(({ reportId, refusals: told }) => [reportId, told]));
    const told = [...byId.values()].flat();
    expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });

  it('is answered as before while nobody takes reports', async () => {
    isDown = true;
    router = await startWith();
    const { status } = await ask(router.url, '{ mine }', {}, { authorization: 'Bearer x.y.z' });
    expect(status).toBe(401);
  });
});

describe('a flood', () => {
  it('from ever new addresses is counted whole, in as many lines as there may be callers', () => {
    const tally = createRefusalTally(100);
    for (let address = 0; address < 20_000; address++)
      tally.add('invalid_credentials', {
        user: null,
        ip: `10.${address >> 16}.${(address >> 8) & 255}.${address & 255}`,
      });
    const taken = tally.take();
    expect(taken).toHaveLength(101);
    expect(taken.reduce((sum, { count }) => sum + count, 0)).toBe(20_000);
    expect(taken.at(-1)).toMatchObject({ network: null, count: 19_900 });
    expect(tally.take()).toEqual([]);
  });

  it('from one IPv6 network is one caller', () => {
    const tally = createRefusalTally(100);
    for (let host = 0; host < 50; host++)
      tally.add('rate_limited', { user: null, ip: `2001:db8::${host.toString(16)}` });
    expect(tally.take()).toMatchObject([{ network: '2001:db8:0:0::/64', count: 50 }]);
  });
});
