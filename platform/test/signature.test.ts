import { describe, expect, it } from '@jest/globals';
import { createVerifier, signRequest, type Caller, type RouterKey } from '@conea/platform';

const key: RouterKey = { id: 'k1', secret: Buffer.alloc(32, 1) };
const older: RouterKey = { id: 'k0', secret: Buffer.alloc(32, 2) };
const caller: Caller = { requestId: 'req_1', ip: '203.0.113.9', userAgent: 'test', user: null };
const call = { method: 'POST', path: '/graphql', body: '{"query":"{ me { id } }"}' };
const sign = (now?: number, request = call, signedWith = key) =>
  signRequest(signedWith, { ...request, subgraph: 'identity' }, caller, now);
const verifier = (keys = [key, older]) => createVerifier('identity', keys);

describe('a signed call', () => {
  it('tells the caller', async () => {
    expect(await verifier()(call, sign())).toEqual({ ok: true, caller });
  });

  it('is good for one use', async () => {
    const [verify, headers] = [verifier(), sign()];
    expect((await verify(call, headers)).ok).toBe(true);
    expect(await verify(call, headers)).toEqual({ ok: false, reason: 'replayed' });
  });

  it.each([
    ['another body', { ...call, body: '{"query":"{ _service { sdl } }"}' }],
    ['another path', { ...call, path: '/other' }],
    ['another method', { ...call, method: 'SUBSCRIBE' }],
  ])('is refused for %s', async (_, other) => {
    expect(await verifier()(other, sign())).toEqual({ ok: false, reason: 'wrong signature' });
  });

  it('is refused with another caller', async () => {
    const forged = Buffer.from(JSON.stringify({ ...caller, ip: '203.0.113.1' })).toString('base64url');
    expect((await verifier()(call, { ...sign(), 'conea-caller': forged })).ok).toBe(false);
  });

  it('is refused by another subgraph', async () => {
    expect(await createVerifier('ai', [key])(call, sign())).toEqual({ ok: false, reason: 'wrong signature' });
  });

  it('is good where clocks differ by 90 seconds, and refused once it is older or newer than the tolerance', async () => {
    const now = Date.now();
    for (const at of [now - 300_000, now - 101_000, now + 101_000, now + 300_000]) {
      expect(await verifier()(call, sign(at), now)).toEqual({ ok: false, reason: 'stale' });
    }
    for (const at of [now - 90_000, now + 90_000]) expect((await verifier()(call, sign(at), now)).ok).toBe(true);
  });

  it('is good for as long as its subgraph says', async () => {
    const now = Date.now();
    const strict = createVerifier('identity', [key], undefined, undefined, 5);
    expect((await strict(call, sign(now - 4_000), now)).ok).toBe(true);
    expect(await strict(call, sign(now - 6_000), now)).toEqual({ ok: false, reason: 'stale' });
  });

  it('may be signed with either key while they rotate, and with no other', async () => {
    expect((await verifier()(call, sign(undefined, call, older))).ok).toBe(true);
    expect(await verifier([key])(call, sign(undefined, call, older))).toEqual({ ok: false, reason: 'unknown key' });
  });

  it.each([{}, { 'conea-caller': 'x' }, { 'conea-signature': 'kid=k1' }])(
    'is refused without a signature: %j',
    async (headers) => {
      expect(await verifier()(call, headers)).toEqual({ ok: false, reason: 'unsigned' });
    },
  );
});
