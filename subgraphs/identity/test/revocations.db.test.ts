import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { createRevocationStore } from '../src/store/revocation-store.ts';
import { accountsOf, anAdmin } from './support/accounts.ts';
import { aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';

let db: TestDatabase;
let server: IdentityServer;

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  server = await startIdentity(db.served, aClock().read);
});
beforeEach(() => db.database.execute(sql`truncate revocations`));
afterAll(async () => {
  await server.stop();
  await db.drop();
});

const listAfter = (cursor: string | null) => createRevocationStore(db.served).listAfter(cursor);

/** Everything after a cursor, as a router reads it. */
async function readAll(from: string | null) {
  const sessions: (string | null)[] = [];
  for (let cursor = from; ;) {
    const page = await listAfter(cursor);
    sessions.push(...page.revocations.map(({ sessionId }) => sessionId));
    cursor = page.cursor;
    if (!page.isMore) return { sessions, cursor };
  }
}

const addMany = (count: number, name: string) =>
  db.database.execute(sql`
    insert into revocations (user_id, session_id)
    select 'usr_1', ${name}::text || n from generate_series(1, ${count}) as n`);

describe('the list of revocations', () => {
  it('has a session that ended, whatever ended it, and also when it is deleted', async () => {
    const [one, two] = [await anAdmin(server), await anAdmin(server)];
    await accountsOf(server).revokeAllSessions(one.caller);
    await db.database.execute(sql`delete from users where id = ${two.id}`);
    const { revocations } = await listAfter(null);
    expect(revocations).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ userId: one.id, sessionId: one.session.id, organizationId: null }),
        expect.objectContaining({ userId: two.id, sessionId: two.session.id, secondsLeft: 4_200 }),
      ]),
    );
  });

  it('has what was committed late, behind others that were read already', async () => {
    const { cursor } = await readAll(null);
    const commit = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const late = db.database.transaction(async (tx) => {
      await tx.execute(sql`insert into revocations (user_id, session_id) values ('usr_1', 'late')`);
      begun.resolve();
      await commit.promise;
    });
    await begun.promise;
    await addMany(1, 'early');
    const first = await readAll(cursor);
    expect(first.sessions).toEqual(['early1']);
    const second = await readAll(first.cursor);
    commit.resolve();
    await late;
    expect((await readAll(second.cursor)).sessions).toContain('late');
  });

  it('is read in pages, without what comes in between being lost', async () => {
    await addMany(10_000, 'a');
    const first = await listAfter(null);
    expect([first.revocations.length, first.isMore]).toEqual([10_000, true]);
    await addMany(5, 'b');
    const rest = await readAll(first.cursor);
    expect(rest.sessions).toEqual(['b1', 'b2', 'b3', 'b4', 'b5']);
    const again = await readAll(rest.cursor);
    await addMany(1, 'c');
    const last = await readAll(again.cursor);
    expect(last.sessions).toContain('c1');
    // What was read twice is read no longer once nothing is open.
    expect((await readAll(last.cursor)).sessions).toEqual([]);
  });

  it('begins anew for a cursor that it does not know', async () => {
    await addMany(1, 'a');
    for (const cursor of ['', 'x', '1.2', '-1.-1.0', `${'9'.repeat(19)}.${'9'.repeat(19)}.0`])
      expect((await readAll(cursor)).sessions).toEqual(['a1']);
  });

  it('forgets what concerns no token any longer', async () => {
    await addMany(2, 'a');
    await db.database.execute(sql`
      update revocations set revoked_at = now() - interval '71 minutes' where session_id = 'a1'`);
    expect((await readAll(null)).sessions).toEqual(['a2']);
    expect(await createRevocationStore(db.served).deleteOver()).toBe(1);
  });
});

describe('a membership', () => {
  const versionOf = async (userId: string) =>
    db.database.one<{ version: number }>(sql`select version from memberships where user_id = ${userId}`);

  it('has another version after each change, and the list says the newest', async () => {
    const admin = await anAdmin(server);
    const { user } = await accountsOf(server).createUser({}, admin.caller);
    const before = await versionOf(user?.id ?? '');
    await accountsOf(server).changeRole({ userId: user?.id, role: 'VIEWER' }, admin.caller);
    const after = await versionOf(user?.id ?? '');
    expect(after.version).toBeGreaterThan(before.version);
    const { revocations } = await listAfter(null);
    expect(revocations).toEqual([
      expect.objectContaining({ organizationId: admin.organization.id, membershipVersion: after.version }),
    ]);
  });

  it('keeps its version when nothing changes', async () => {
    const admin = await anAdmin(server);
    await accountsOf(server).changeRole({ userId: admin.id, role: 'ADMIN' }, admin.caller);
    expect((await listAfter(null)).revocations).toEqual([]);
  });
});
