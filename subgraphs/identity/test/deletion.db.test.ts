import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql, type Caller } from '@conea/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { purgeDeleted } from '../src/jobs/purge-deleted.ts';
import { accountsOf, anAdmin, anEmail, callerOf, password } from './support/accounts.ts';
import { createPurgeParts, deletionsOf } from './support/deletions.ts';
import { aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { invitationsOf } from './support/invitations.ts';
import { startPostOffice, type PostOffice } from './support/post-office.ts';

let db: TestDatabase;
let office: PostOffice;
let server: IdentityServer;
let accounts: ReturnType<typeof accountsOf>;
let deletions: ReturnType<typeof deletionsOf>;
const clock = aClock();

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  office = await startPostOffice(db, clock.read);
  server = await startIdentity(db.served, clock.read, office);
  accounts = accountsOf(server);
  deletions = deletionsOf(server);
});

afterAll(async () => {
  await server.stop();
  await office.stop();
  await db.drop();
});

const anError = (name: string) => [expect.objectContaining({ __typename: name })];
const notDeleted = (name: string) => ({ restorableUntil: null, errors: anError(name) });
const ended = { session: null, user: null, errors: anError('SessionEnded') };
const day = 24 * 3600;

type Admin = Awaited<ReturnType<typeof anAdmin>>;
type Person = { id: string; email: string; caller: Caller; session: { id: string; refreshToken: string } };

async function aMember(admin: Admin, role: 'ADMIN' | 'USER' = 'USER'): Promise<Person> {
  const email = anEmail();
  const { user } = await accounts.createUser({ email, role }, admin.caller);
  const { session } = await accounts.signIn({ email, password });
  if (!user || !session) throw new Error('the member of the test was refused');
  return { id: user.id, email, session, caller: callerOf(session.accessToken) };
}

const deleteAccount = ({ email, caller }: Pick<Person, 'email' | 'caller'>, input: object = {}) =>
  deletions.deleteAccount({ email, ...input }, caller);

async function roleOf(organizationId: string, userId: string) {
  return db.database.maybeOne<{ role: string; isOut: boolean }>(sql`
    select role, suspended_at is not null as "isOut" from memberships
    where organization_id = ${organizationId} and user_id = ${userId}`);
}

async function eventsOf(subject: string, type: string) {
  return db.database.many<{ tenant: string; data: object }>(sql`
    select tenant_id as tenant, data from outbox where subject = ${subject} and type = ${`conea.identity.${type}`} order by position`);
}

describe('deleting an account', () => {
  it('asks for a session, a fresh proof, the address once more and a reason that is none too long', async () => {
    const admin = await anAdmin(server);
    const key = {
      ...admin.caller,
      user: admin.caller.user && { ...admin.caller.user, sessionId: `key_${'0'.repeat(32)}` },
    };
    await expect(deleteAccount({ ...admin, caller: key })).rejects.toThrow('FORBIDDEN');
    for (const email of ['', 'other@example.com', 'no address \0'])
      expect(await deleteAccount({ ...admin, email })).toEqual(notDeleted('InvalidInput'));
    expect(await deleteAccount(admin, { reason: 'x'.repeat(501) })).toEqual(notDeleted('InvalidInput'));
    clock.advance(3601);
    await expect(deleteAccount(admin)).rejects.toThrow('STEP_UP_REQUIRED');
    expect(await accounts.refresh(admin.session.refreshToken)).toMatchObject({ errors: [] });
  });

  it('ends sessions, keys and open links in every organization', async () => {
    const [admin, host] = [await anAdmin(server), await anAdmin(server)];
    const member = await aMember(admin);
    const invitations = invitationsOf(server);
    await invitations.invite(member.email, host.caller);
    await invitations.accept(await office.tokenTo(member.email, 'accept-invitation'), member.caller);
    const { secret } = await accounts.createApiKey({}, member.caller);
    const { session: elsewhere } = await accounts.signIn({ email: member.email, password });
    await accounts.requestPasswordReset(member.email);
    const reset = await office.tokenTo(member.email, 'reset-password');

    const { restorableUntil } = await deleteAccount(member);
    expect(new Date(restorableUntil ?? '')).toEqual(new Date(clock.read().getTime() + 30 * day * 1000));
    for (const token of [member.session.refreshToken, elsewhere?.refreshToken ?? ''])
      expect(await accounts.refresh(token)).toEqual(ended);
    expect(await server.verifyKey(secret)).toEqual({ user: null });
    expect(await accounts.resetPassword(reset, 'quite another phrase')).toMatchObject({
      errors: anError('InvalidToken'),
    });
    for (const { organization } of [admin, host])
      expect(await roleOf(organization.id, member.id)).toEqual({ role: 'user', isOut: true });
    const told = await eventsOf(member.id, 'user.deleted');
    expect(told.map(({ tenant }) => tenant).toSorted()).toEqual(
      [admin, host].map(({ organization }) => organization.id).toSorted(),
    );
  });

  it('disables the service accounts of every organization that nobody is left in', async () => {
    const admin = await anAdmin(server);
    const { organization } = await accounts.createOrganization({ name: 'Another' }, admin.caller);
    const of = { own: admin.organization.id, other: organization?.id ?? '' };
    for (const id of Object.values(of))
      await db.database.execute(sql`
        insert into service_accounts (id, organization_id, name, role, created_at)
        values (${`sva_${id}`}, ${id}, 'Robot', 'user', ${clock.read()})`);
    await deleteAccount(admin);
    for (const id of Object.values(of))
      expect(await eventsOf(`sva_${id}`, 'service_account.disabled')).toEqual([{ tenant: id, data: {} }]);
  });

  it('lets nobody in by another door', async () => {
    const [admin, host] = [await anAdmin(server), await anAdmin(server)];
    const member = await aMember(admin);
    await deleteAccount(member);
    await office.settle();
    const mails = (await office.mailsTo(member.email)).length;
    await accounts.requestPasswordReset(member.email);
    await office.settle();
    expect(await office.mailsTo(member.email)).toHaveLength(mails);
    expect(await accounts.signUp({ email: member.email })).toMatchObject({ errors: anError('EmailTaken') });
    const invitations = invitationsOf(server);
    expect(await invitations.invite(member.email, admin.caller)).toMatchObject({ errors: anError('AlreadyMember') });
    await invitations.invite(member.email, host.caller);
    const token = await office.tokenTo(member.email, 'accept-invitation');
    expect(await invitations.signUp(token)).toMatchObject({ errors: anError('EmailTaken') });
    expect(await accounts.signIn({ email: member.email, password, invitationToken: token })).toMatchObject({
      ...{ session: null, errors: anError('AccountDeleted') },
    });
    expect(await accounts.signIn({ email: member.email, password: 'a wrong passphrase' })).toMatchObject({
      errors: anError('InvalidCredentials'),
    });
    await accounts.restoreMember(member.id, admin.caller);
    expect(await roleOf(admin.organization.id, member.id)).toEqual({ role: 'user', isOut: true });
    expect(await roleOf(host.organization.id, member.id)).toBeNull();
  });

  it('of the only admin names who comes after them', async () => {
    const [admin, stranger] = [await anAdmin(server), await anAdmin(server)];
    const [heir, suspended] = [await aMember(admin), await aMember(admin)];
    await accounts.suspendMember(suspended.id, admin.caller);
    const organizationId = admin.organization.id;
    expect(await deleteAccount(admin)).toEqual({
      restorableUntil: null,
      errors: [expect.objectContaining({ __typename: 'SuccessorNeeded', organizationIds: [organizationId] })],
    });
    for (const userId of [admin.id, stranger.id, suspended.id, 'usr_\u{1F4A9}', ''])
      expect(await deleteAccount(admin, { successors: [{ organizationId, userId }] })).toEqual(notDeleted('NotFound'));
    expect(await roleOf(organizationId, admin.id)).toEqual({ role: 'admin', isOut: false });
    expect(await deleteAccount(admin, { successors: [{ organizationId, userId: heir.id }] })).toMatchObject({
      errors: [],
    });
    expect(await roleOf(organizationId, heir.id)).toEqual({ role: 'admin', isOut: false });
    expect(await eventsOf(heir.id, 'user.role_changed')).toEqual([{ tenant: organizationId, data: { role: 'admin' } }]);
  });

  it('never leaves members without an admin, even when all admins go at the same time', async () => {
    const admin = await anAdmin(server);
    const admins = [admin, ...(await Promise.all(Array.from({ length: 4 }, () => aMember(admin, 'ADMIN'))))];
    await aMember(admin);
    const answers = await Promise.all(admins.map((one) => deleteAccount(one)));
    expect(answers.filter(({ restorableUntil }) => restorableUntil !== null)).toHaveLength(4);
    expect(answers.flatMap(({ errors }) => errors)).toEqual(anError('SuccessorNeeded'));
  });

  it('holds against what starts at the same time: no session, key or membership outlives it', async () => {
    const [admin, host] = [await anAdmin(server), await anAdmin(server)];
    const member = await aMember(admin);
    const invitations = invitationsOf(server);
    await invitations.invite(member.email, host.caller);
    const token = await office.tokenTo(member.email, 'accept-invitation');
    const { email, caller } = member;
    const [, ...others] = await Promise.all([
      deleteAccount(member),
      ...Array.from({ length: 5 }, () =>
        accounts.signIn({ email, password }).then(({ session }) => session?.refreshToken),
      ),
      ...Array.from({ length: 5 }, () =>
        accounts.createApiKey({}, caller).then(
          ({ secret }) => secret,
          () => null,
        ),
      ),
      invitations.accept(token, caller).then(
        () => null,
        () => null,
      ),
    ]);
    for (const secret of others.flatMap((one) => one ?? []))
      if (secret.startsWith('conea_ak_')) expect(await server.verifyKey(secret)).toEqual({ user: null });
      else expect(await accounts.refresh(secret)).toMatchObject({ session: null });
    const { count } = await db.database.one<{ count: number }>(sql`
      select count(*) from memberships where user_id = ${member.id} and suspended_at is null`);
    expect(count).toBe(0);
    const restored = await deletions.restoreAccount(await office.tokenTo(email, 'restore-account'));
    expect(restored).toEqual({ email, errors: [] });
    for (const secret of others.flatMap((one) => one ?? []).filter((one) => one.startsWith('conea_ak_')))
      expect(await server.verifyKey(secret)).toEqual({ user: null });
  });
});

describe('restoring an account', () => {
  it('gives back what it was, but for sessions and keys, with the link of the mail', async () => {
    const admin = await anAdmin(server);
    const member = await aMember(admin);
    const { secret } = await accounts.createApiKey({}, member.caller);
    await deleteAccount(member);
    clock.advance(30 * day - 1);
    const token = await office.tokenTo(member.email, 'restore-account');
    expect(await deletions.restoreAccount(token)).toEqual({ email: member.email, errors: [] });
    expect(await deletions.restoreAccount(token)).toMatchObject({ errors: anError('InvalidToken') });
    expect(await accounts.refresh(member.session.refreshToken)).toEqual(ended);
    expect(await server.verifyKey(secret)).toEqual({ user: null });
    expect(await accounts.signIn({ email: member.email, password })).toMatchObject({
      ...{ errors: [], user: { id: member.id, role: 'USER', organization: { id: admin.organization.id } } },
    });
    expect(await eventsOf(member.id, 'user.restored')).toEqual([{ tenant: admin.organization.id, data: {} }]);
  });

  it('works by signing in, for who has the password', async () => {
    const admin = await anAdmin(server);
    await deleteAccount(admin);
    const { errors } = await accounts.signIn({ email: admin.email, password });
    const { restoreToken } = deletions.parseDeleted(errors[0]);
    const answers = await Promise.all(Array.from({ length: 20 }, () => deletions.restoreAccount(restoreToken)));
    expect(answers.filter(({ email }) => email !== null)).toHaveLength(1);
    expect(await accounts.signIn({ email: admin.email, password })).toMatchObject({ errors: [] });
    await deleteAccount({
      ...admin,
      caller: callerOf((await accounts.signIn({ email: admin.email, password })).session?.accessToken ?? ''),
    });
    const again = deletions.parseDeleted((await accounts.signIn({ email: admin.email, password })).errors[0]);
    clock.advance(600);
    expect(await deletions.restoreAccount(again.restoreToken)).toMatchObject({ errors: anError('InvalidToken') });
  });

  it('brings an organization back in which nobody else was', async () => {
    const admin = await anAdmin(server);
    const { invitation } = await invitationsOf(server).invite(anEmail(), admin.caller);
    await deleteAccount(admin);
    expect(await eventsOf(admin.organization.id, 'organization.deleted')).toHaveLength(1);
    expect(await eventsOf(invitation?.id ?? '', 'invitation.revoked')).toHaveLength(1);
    await deletions.restoreAccount(await office.tokenTo(admin.email, 'restore-account'));
    expect(await accounts.signIn({ email: admin.email, password })).toMatchObject({
      user: { role: 'ADMIN', organization: admin.organization },
    });
  });

  it('takes back no suspension of an admin', async () => {
    const admin = await anAdmin(server);
    const member = await aMember(admin);
    await deleteAccount(member);
    await accounts.suspendMember(member.id, admin.caller);
    await deletions.restoreAccount(await office.tokenTo(member.email, 'restore-account'));
    expect(await roleOf(admin.organization.id, member.id)).toEqual({ role: 'user', isOut: true });
    await accounts.requestPasswordReset(member.email);
    await office.settle();
    expect((await office.mailsTo(member.email)).filter(({ subject }) => subject === 'Choose a new password')).toEqual(
      [],
    );
    await accounts.restoreMember(member.id, admin.caller);
    expect(await accounts.signIn({ email: member.email, password })).toMatchObject({ errors: [] });
  });
});

describe('deleting an organization', () => {
  it('asks for an admin, a fresh proof and its name', async () => {
    const admin = await anAdmin(server);
    const member = await aMember(admin);
    await expect(deletions.deleteOrganization({ name: 'Aiko Trading' }, member.caller)).rejects.toThrow('FORBIDDEN');
    expect(await deletions.deleteOrganization({ name: 'aiko trading' }, admin.caller)).toEqual(
      notDeleted('InvalidInput'),
    );
    clock.advance(3601);
    await expect(deletions.deleteOrganization({ name: 'Aiko Trading' }, admin.caller)).rejects.toThrow(
      'STEP_UP_REQUIRED',
    );
  });

  it('ends everything in it, and nothing elsewhere', async () => {
    const [admin, host] = [await anAdmin(server), await anAdmin(server)];
    const member = await aMember(admin);
    const invitations = invitationsOf(server);
    await invitations.invite(member.email, host.caller);
    await invitations.accept(await office.tokenTo(member.email, 'accept-invitation'), member.caller);
    const { session } = await accounts.signIn({ email: member.email, password });
    const elsewhere = await accounts.refresh(session?.refreshToken ?? '', host.organization.id);
    const { secret } = await accounts.createApiKey({}, member.caller);
    const guest = anEmail();
    await invitations.invite(guest, admin.caller);
    const token = await office.tokenTo(guest, 'accept-invitation');

    expect(await deletions.deleteOrganization({ name: 'Aiko Trading' }, admin.caller)).toMatchObject({ errors: [] });
    for (const { refreshToken } of [admin.session, member.session])
      expect(await accounts.refresh(refreshToken)).toEqual(ended);
    expect(await server.verifyKey(secret)).toEqual({ user: null });
    expect(await invitations.show(token)).toBeNull();
    expect(await invitations.signUp(token)).toMatchObject({ errors: anError('InvalidToken') });
    expect(await accounts.refresh(elsewhere.session?.refreshToken ?? '')).toMatchObject({ errors: [] });
    expect(await accounts.signIn({ email: admin.email, password })).toMatchObject({
      errors: anError('NoOrganization'),
    });
    await expect(invitations.invite(anEmail(), admin.caller)).rejects.toThrow('FORBIDDEN');
  });

  it('can be taken back by each of its admins, and by nobody who is none any longer', async () => {
    const admin = await anAdmin(server);
    const [second, leaver] = [await aMember(admin, 'ADMIN'), await aMember(admin, 'ADMIN')];
    await deletions.deleteOrganization({ name: 'Aiko Trading' }, admin.caller);
    const leaverToken = await office.tokenTo(leaver.email, 'restore-organization');
    await db.database.execute(sql`update memberships set role = 'user' where user_id = ${leaver.id}`);
    expect(await deletions.restoreOrganization(leaverToken)).toMatchObject({ errors: anError('InvalidToken') });
    const token = await office.tokenTo(second.email, 'restore-organization');
    const answers = await Promise.all(Array.from({ length: 20 }, () => deletions.restoreOrganization(token)));
    expect(answers.filter(({ organizationId }) => organizationId === admin.organization.id)).toHaveLength(1);
    const own = await office.tokenTo(admin.email, 'restore-organization');
    expect(await deletions.restoreOrganization(own)).toMatchObject({ errors: anError('InvalidToken') });
    expect(await accounts.signIn({ email: admin.email, password })).toMatchObject({ user: { role: 'ADMIN' } });
    expect(await eventsOf(admin.organization.id, 'organization.restored')).toHaveLength(1);
  });
});

describe('the purge', () => {
  const purge = async () => purgeDeleted(await createPurgeParts(db.served), 30, clock.read());

  it('deletes for good once nothing can be restored any longer, and says so, however many run', async () => {
    clock.advance(40 * day);
    await purge();
    const [admin, alone] = [await anAdmin(server), await anAdmin(server)];
    const members = await Promise.all(Array.from({ length: 45 }, () => aMember(admin)));
    for (const member of members) await deleteAccount(member);
    await deleteAccount(alone);
    const token = await office.tokenTo(alone.email, 'restore-account');
    clock.advance(30 * day - 1);
    expect(await purge()).toEqual({ purgedAccounts: 0, purgedOrganizations: 0 });
    clock.advance(1);
    expect(await deletions.restoreAccount(token)).toMatchObject({ errors: anError('InvalidToken') });
    const purges = await Promise.all([purge(), purge(), purge()]);
    expect(purges.reduce((sum, { purgedAccounts }) => sum + purgedAccounts, 0)).toBe(46);
    expect(purges.reduce((sum, { purgedOrganizations }) => sum + purgedOrganizations, 0)).toBe(1);
    for (const { id } of [...members, alone]) {
      const told = await eventsOf(id, 'user.purged');
      expect(told).toHaveLength(1);
    }
    expect(await eventsOf(alone.organization.id, 'organization.purged')).toHaveLength(1);
    const entries = await db.database.many<{ data: object }>(sql`
      select data from outbox where type = 'conea.identity.audit.recorded' and data ->> 'action' = 'user.purge'
        and tenant_id = ${admin.organization.id}`);
    expect(entries).toHaveLength(45);
    expect(await accounts.signUp({ email: alone.email })).toMatchObject({ errors: [] });
  }, 60_000);

  it('takes an organization with the roles that it made, and leaves its members what they have elsewhere', async () => {
    const admin = await anAdmin(server);
    const member = await aMember(admin);
    const { role } = await accounts.createRole({ name: 'Reader', permissions: ['read:own_data'] }, admin.caller);
    await accounts.changeRole({ userId: member.id, role: 'CUSTOM', customRoleId: role?.id }, admin.caller);
    await accounts.createOrganization({ name: 'Own' }, member.caller);
    await deletions.deleteOrganization({ name: 'Aiko Trading' }, admin.caller);
    clock.advance(30 * day);
    expect(await purge()).toMatchObject({ purgedOrganizations: 1 });
    expect(await accounts.signIn({ email: member.email, password })).toMatchObject({
      user: { organization: { name: 'Own' } },
    });
  });

  it('leaves no row that tells of who is purged', async () => {
    const admin = await anAdmin(server);
    const member = await aMember(admin);
    await accounts.createApiKey({}, member.caller);
    await deleteAccount(member, { reason: 'I have seen enough of it' });
    clock.advance(30 * day);
    await purge();
    const tables = await db.database.many<{ name: string }>(sql`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'
        and table_name not in ('outbox', 'idempotency_keys', 'revocations', 'inbox', 'erasure_requests')`);
    const raw = (text: string) => sql(Object.assign([text], { raw: [text] }));
    for (const { name } of tables) {
      const { found } = await db.database.one<{ found: number }>(sql`
        select count(*) as found from ${raw(`"${name}"`)} as stored
        where stored::text like ${`%${member.id}%`} or stored::text like ${`%${member.email}%`} or stored::text like '%seen enough%'`);
      expect([name, found]).toEqual([name, 0]);
    }
  });
});
