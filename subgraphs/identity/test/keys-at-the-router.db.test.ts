import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { randomUUID } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { until } from '../../../test/support/until.ts';
import { startRouterAndIdentity } from './support/router-and-identity.ts';

let stack: Awaited<ReturnType<typeof startRouterAndIdentity>>;
let url: string;

beforeAll(async () => {
  stack = await startRouterAndIdentity();
  url = await stack.startRouter();
}, 120_000);
afterAll(() => stack.stop());

/** What is promised: milliseconds from a revocation to its effect. */
const promise = 5_000;
const answer = z.object({ data: z.record(z.string(), z.unknown()).nullish() });
const tokens = z.object({ session: z.object({ accessToken: z.string(), refreshToken: z.string() }) });

async function post(query: string, variables: object, token?: string) {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return { status: response.status, data: answer.parse(await response.json()).data };
}

const change = async (field: 'signUp' | 'refreshSession', input: object) => {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${field}(input: $input) { session { accessToken refreshToken } } }`;
  return tokens.parse((await post(query, { input })).data?.[field]).session;
};
const signUp = () =>
  change('signUp', {
    ...{ email: `keys-${randomUUID()}@example.com`, password: 'a long enough phrase' },
    ...{ name: 'Aiko', organizationName: 'Aiko Trading' },
  });
const kidOf = ({ accessToken }: { accessToken: string }) => decodeProtectedHeader(accessToken).kid ?? '';
const statusWith = async ({ accessToken }: { accessToken: string }) =>
  (await post('{ me { id } }', {}, accessToken)).status;

describe('npm run keys', () => {
  it('refuses a rotation while verifiers may not have the next key, and says from when on it can be done', async () => {
    const { exitCode, output } = await stack.keys('rotate');
    expect(exitCode).toBe(1);
    expect(output).toMatch(/the next key may sign from \d{4}-/);
  });

  it('has another key sign, seen by identity within seconds and by nobody who has a token', async () => {
    const before = await signUp();
    await stack.database.execute(sql`update signing_keys set created_at = created_at - interval '1 hour'`);
    expect(await stack.keys('rotate')).toMatchObject({ exitCode: 0 });
    await until('the next key signs', async () => kidOf(await signUp()) !== kidOf(before), promise);
    expect(await statusWith(before)).toBe(200);
    expect(await statusWith(await signUp())).toBe(200);
    expect(await statusWith(await change('refreshSession', { refreshToken: before.refreshToken }))).toBe(200);
  });

  it('lists every key with its state and age, and none of their secrets', async () => {
    const { exitCode, output } = await stack.keys('list');
    expect(exitCode).toBe(0);
    for (const state of ['next', 'active', 'passive']) expect(output).toContain(`'${state}'`);
    expect(output).toContain('signing_keys.sealed_secret');
    expect(output).not.toMatch(/v2\.dk_|PRIVATE/);
  });

  it('revokes a key: its tokens are refused in time, and whoever was signed in goes on with new ones', async () => {
    const session = await signUp();
    expect(await statusWith(session)).toBe(200);
    const revoking = stack.keys('revoke', kidOf(session));
    await until('it is revoked', async () => !(await isPublished(kidOf(session))), 30_000);
    await until('its tokens are refused', async () => (await statusWith(session)) === 401, promise);
    expect((await revoking).exitCode).toBe(0);
    const refreshed = await change('refreshSession', { refreshToken: session.refreshToken });
    expect(kidOf(refreshed)).not.toBe(kidOf(session));
    expect(await statusWith(refreshed)).toBe(200);
    const { exitCode, output } = await stack.keys('revoke', kidOf(session));
    expect([exitCode, output]).toEqual([1, expect.stringContaining('there is no key')]);
  });

  it('tells its usage for arguments that it does not know', async () => {
    expect(await stack.keys('rotate', 'everything')).toMatchObject({
      exitCode: 2,
      output: expect.stringContaining('npm run keys -- revoke <key id>'),
    });
  });
});

async function isPublished(kid: string): Promise<boolean> {
  const keySet = z.object({ keys: z.array(z.object({ kid: z.string() })) });
  const response = await fetch(`${stack.identityUrl}/.well-known/jwks.json`);
  return keySet.parse(await response.json()).keys.some((key) => key.kid === kid);
}
