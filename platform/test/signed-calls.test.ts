import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caller, key, sign, signSubscription, startReplica } from './support/replicas.ts';

const body = '{"query":"mutation { count }"}';
let replica: Awaited<ReturnType<typeof startReplica>>;

beforeAll(async () => {
  replica = await startReplica();
});
afterAll(() => replica.stop());

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const nobody = {};
const admin = { ...caller, user: { id: 'usr_1', organizationId: 'org_1', role: 'admin', scopes: ['*'] } };
const stranger = { id: 'k1', secret: Buffer.alloc(32, 9) };

describe.each([
  ['GraphQL', '/graphql'],
  ['a route for the router', '/keys'],
])('a call to %s', (_, path) => {
  const signed = (options = {}, text = body) => sign({ body: text, path }, options);

  it.each<[string, () => object]>([
    ['without a signature', () => nobody],
    ['with a caller and no signature', () => ({ 'conea-caller': signed()['conea-caller'] })],
    ['signed with another key', () => signed({ with: stranger })],
    ['signed with a key that is not known', () => signed({ with: { ...key, id: 'k2' } })],
    ['signed two minutes ago', () => signed({ at: Date.now() - 120_000 })],
    ['signed two minutes ahead', () => signed({ at: Date.now() + 120_000 })],
    ['signed for another body', () => signed({}, '{"query":"{ calls }"}')],
    ['signed for another path', () => sign({ body, path: '/other' })],
    ['signed for a subscription', () => sign({ body, path, method: 'SUBSCRIBE' })],
    ['signed for another caller', () => ({ ...signed(), 'conea-caller': encode(admin) })],
    ['with half of a signature', () => ({ ...signed(), 'conea-signature': signed()['conea-signature'].slice(0, 60) })],
    ['with a later time', () => ({ ...signed(), 'conea-signature': later(signed()['conea-signature']) })],
  ])('%s is a 401 and runs nothing', async (_what, headers) => {
    const before = { ...replica.executed };
    expect(await replica.post(body, headers(), path)).toBe(401);
    expect(replica.executed).toEqual(before);
  });

  it('is refused before its body is parsed', async () => {
    expect(await replica.post('{', nobody, path)).toBe(401);
    expect(await replica.post('{', signed({}, '{'), path)).toBe(400);
  });

  it('runs once, however often it is sent and at the same time', async () => {
    const headers = signed();
    const { mutations, routes } = replica.executed;
    const statuses = await Promise.all(Array.from({ length: 20 }, () => replica.post(body, headers, path)));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 401)).toHaveLength(19);
    expect(replica.executed.mutations + replica.executed.routes).toBe(mutations + routes + 1);
  });

  it('of a router whose clock is 90 seconds off is taken', async () => {
    for (const skew of [-90_000, 90_000]) {
      expect(await replica.post(body, signed({ at: Date.now() + skew }), path)).toBe(200);
    }
  });
});

describe('a subscription', () => {
  it('runs once: neither its connection nor its message is good a second time', async () => {
    const first = signSubscription();
    const { subscriptions } = replica.executed;
    expect(await replica.subscribe(first.connect, first.subscribed)).toBeNull();
    expect(await replica.subscribe(first.connect, signSubscription().subscribed)).toBe(4403);
    expect(await replica.subscribe(signSubscription().connect, first.subscribed)).toBe(4403);
    expect(replica.executed.subscriptions).toBe(subscriptions + 1);
  });
});

function later(signature: string): string {
  return signature.replace(/ts=(\d+)/, (_, ts: string) => `ts=${Number(ts) + 1}`);
}
