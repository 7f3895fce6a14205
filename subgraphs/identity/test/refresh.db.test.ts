import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin } from './support/accounts.ts';
import { aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';

let db: TestDatabase;
let server: IdentityServer;
let clock: ReturnType<typeof aClock>;

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  clock = aClock();
  server = await startIdentity(db.served, clock.read);
});

afterAll(async () => {
  await server.stop();
  await db.drop();
});

const refresh = (token: string) => accountsOf(server).refresh(token);

async function aSession() {
  const { session } = await anAdmin(server);
  return session;
}

async function nextToken(token: string): Promise<string> {
  const { session } = await refresh(token);
  if (!session) throw new Error('the refresh of the test was refused');
  return session.refreshToken;
}

const ended = { session: null, user: null, errors: [expect.objectContaining({ __typename: 'SessionEnded' })] };

function tokensOf(sessionId: string) {
  return db.database.many<{ generation: number; isUsed: boolean }>(sql`
    select generation, used_at is not null as "isUsed" from refresh_tokens where session_id = ${sessionId} order by generation`);
}

describe('a refresh token', () => {
  it('answers the same to everything that is no token of a live session', async () => {
    for (const text of ['', 'x', 'conea_rt_' + 'A'.repeat(43), 'conea_rt_\0' + 'A'.repeat(42), 'あ'.repeat(60)]) {
      expect(await refresh(text)).toEqual(ended);
    }
  });

  it('has one successor when 20 requests race', async () => {
    const { id, refreshToken } = await aSession();
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(refreshToken)));
    const successors = new Set(answers.map(({ session }) => session?.refreshToken));
    expect(successors.size).toBe(1);
    expect([...successors]).not.toContain(undefined);
    expect(new Set(answers.map(({ session }) => session?.accessToken)).size).toBe(20);
    expect(await tokensOf(id)).toEqual([
      { generation: 0, isUsed: true },
      { generation: 1, isUsed: false },
    ]);
  });

  it('never forks a family, whatever 20 families and 20 racers do', async () => {
    const sessions = await Promise.all(Array.from({ length: 20 }, aSession));
    const race = sessions.flatMap(({ refreshToken }) => Array.from({ length: 20 }, () => refresh(refreshToken)));
    expect((await Promise.all(race)).every(({ session }) => session !== null)).toBe(true);
    for (const { id } of sessions) expect((await tokensOf(id)).filter(({ isUsed }) => !isUsed)).toHaveLength(1);
  });

  it('gives the same successor again within 30 seconds, when the answer was lost', async () => {
    const { refreshToken } = await aSession();
    const successor = await nextToken(refreshToken);
    clock.advance(30);
    expect(await nextToken(refreshToken)).toBe(successor);
  });

  it('ends the session when it comes back after 31 seconds', async () => {
    const { refreshToken } = await aSession();
    const successor = await nextToken(refreshToken);
    clock.advance(31);
    expect(await refresh(refreshToken)).toEqual(ended);
    expect(await refresh(successor)).toEqual(ended);
  });

  it('counts the 30 seconds from its first use, not from the last repetition', async () => {
    const { refreshToken } = await aSession();
    await nextToken(refreshToken);
    clock.advance(20);
    await nextToken(refreshToken);
    clock.advance(11);
    expect(await refresh(refreshToken)).toEqual(ended);
  });

  it('ends the session when it is two generations old, within the same second too', async () => {
    const { refreshToken } = await aSession();
    const head = await nextToken(await nextToken(refreshToken));
    expect(await refresh(refreshToken)).toEqual(ended);
    expect(await refresh(head)).toEqual(ended);
  });

  it('stays used after a restart within the same second', async () => {
    const { refreshToken } = await aSession();
    await nextToken(await nextToken(refreshToken));
    const restarted = await startIdentity(db.served, clock.read);
    expect(await accountsOf(restarted).refresh(refreshToken)).toEqual(ended);
    await restarted.stop();
  });

  it('derives the same successor in another process', async () => {
    const { refreshToken } = await aSession();
    const other = await startIdentity(db.served, clock.read);
    const [here, there] = await Promise.all([refresh(refreshToken), accountsOf(other).refresh(refreshToken)]);
    expect(here.session?.refreshToken).toBe(there.session?.refreshToken);
    await other.stop();
  });

  it('ends only its own session when it is reused', async () => {
    const { email, session } = await anAdmin(server);
    const other = await accountsOf(server).signIn({ email, password: 'a long enough phrase' });
    await nextToken(await nextToken(session.refreshToken));
    expect(await refresh(session.refreshToken)).toEqual(ended);
    expect((await refresh(other.session?.refreshToken ?? '')).errors).toEqual([]);
  });

  it('of a session that was signed out is refused without a trace of a successor', async () => {
    const { session, caller } = await anAdmin(server);
    await server.request('mutation { signOut { sessionId } }', {}, caller);
    expect(await refresh(session.refreshToken)).toEqual(ended);
    expect(await tokensOf(session.id)).toEqual([{ generation: 0, isUsed: false }]);
  });

  it('ends 30 days after sign-in, however often it is refreshed', async () => {
    const { refreshToken, refreshTokenExpiresAt } = await aSession();
    expect(Date.parse(refreshTokenExpiresAt) - clock.read().getTime()).toBe(2_592_000_000);
    clock.advance(2_591_000);
    const { session } = await refresh(refreshToken);
    expect(session?.refreshTokenExpiresAt).toBe(refreshTokenExpiresAt);
    expect(Date.parse(session?.accessTokenExpiresAt ?? '')).toBeLessThanOrEqual(Date.parse(refreshTokenExpiresAt));
    clock.advance(1_000);
    expect(await refresh(session?.refreshToken ?? '')).toEqual(ended);
  });

  it('is stored as a hash only', async () => {
    const { refreshToken, accessToken } = await aSession();
    const successor = await nextToken(refreshToken);
    const stored = await db.database.many<{ text: string }>(sql`
      select row_to_json(refresh_tokens)::text as text from refresh_tokens
      union all select row_to_json(sessions)::text from sessions
      union all select row_to_json(outbox)::text from outbox
      union all select row_to_json(idempotency_keys)::text from idempotency_keys`);
    const everything = stored.map(({ text }) => text).join();
    for (const secret of [refreshToken, successor, accessToken]) expect(everything).not.toContain(secret);
  });

  it('leaves a trail: each refresh, the reuse as a failure, the end of the session once', async () => {
    const { id, refreshToken } = await aSession();
    await nextToken(await nextToken(refreshToken));
    await refresh(refreshToken);
    await refresh(refreshToken);
    const events = await db.database.many<{ type: string; result: string | null }>(sql`
      select type, data ->> 'result' as result from outbox where subject = ${id} order by position`);
    expect(events).toEqual([
      { type: 'conea.identity.session.refreshed', result: null },
      { type: 'conea.identity.audit.recorded', result: 'success' },
      { type: 'conea.identity.session.refreshed', result: null },
      { type: 'conea.identity.audit.recorded', result: 'success' },
      { type: 'conea.identity.session.revoked', result: null },
      { type: 'conea.identity.audit.recorded', result: 'failure' },
      { type: 'conea.identity.audit.recorded', result: 'failure' },
    ]);
  });
});
