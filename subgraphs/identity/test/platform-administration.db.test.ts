import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin, anEmail, callerOf, failure, password } from './support/accounts.ts';
import { aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { mutationsOf } from './support/mutations.ts';
import { startPostOffice, type PostOffice } from './support/post-office.ts';
import { aCautiousAdmin, anAdminWithPasskey, secondFactorsOf } from './support/second-factors.ts';
import { z } from 'zod';

type Admin = Awaited<ReturnType<typeof anAdmin>>;

let db: TestDatabase;
let server: IdentityServer;
let post: PostOffice;
let operator: Admin;
let accounts: ReturnType<typeof accountsOf>;
let factors: ReturnType<typeof secondFactorsOf>;
const clock = aClock(new Date());

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  post = await startPostOffice(db, clock.read);
  const first = await startIdentity(db.served, clock.read, post);
  operator = await anAdmin(first);
  await first.stop();
  const platformOrganizationId = operator.organization.id;
  server = await startIdentity(db.served, clock.read, { ...post, platformOrganizationId });
  [accounts, factors] = [accountsOf(server), secondFactorsOf(server)];
});
afterAll(async () => {
  await server.stop();
  await post.stop();
  await db.drop();
});

const payload = z.object({ userId: z.string().nullable(), errors: z.array(failure) });
const administer = (field: string, input: object, caller = operator.caller) =>
  mutationsOf(server)(field, 'userId errors { __typename ... on UserError { message path } }', input, payload, caller);
const suspend = (userId: string, caller = operator.caller) =>
  administer('suspendUser', { userId, reason: 'ticket 4711' }, caller);
const restore = (userId: string, caller = operator.caller) => administer('restoreUser', { userId }, caller);
const reset = (userId: string, caller: Admin['caller'], reason = 'lost phone 4711') =>
  administer('resetSecondFactors', { userId, reason }, caller);
const typesOf = ({ errors }: { errors: { __typename: string }[] }) => errors.map(({ __typename }) => __typename);
const isRevoked = async (sessionId: string) =>
  (await db.database.maybeOne(sql`select from revocations where session_id = ${sessionId}`)) !== null;
const joinedBy = (userId: string, organizationId: string, role = 'user') =>
  db.database.execute(sql`
    insert into memberships (organization_id, user_id, role, joined_at) values (${organizationId}, ${userId}, ${role}, now())`);
const trailOf = (action: string, userId: string) =>
  db.database.many(sql`
    select data ->> 'actorId' as actor, data ->> 'result' as result, data -> 'metadata' ->> 'reason' as reason, tenant_id as tenant
    from outbox where data ->> 'action' = ${action} and subject = ${userId} order by position`);

/** A member of the organization with an authenticator app. */
async function aMemberWithApp(admin: Admin, role = 'user') {
  const member = await aCautiousAdmin(server, clock);
  await db.database.execute(sql`delete from memberships where user_id = ${member.id}`);
  await joinedBy(member.id, admin.organization.id, role);
  return member;
}

describe('a user whom the platform suspends', () => {
  it('is out of every organization: sessions, tokens and keys end, and they are told why', async () => {
    const [user, other] = [await anAdmin(server), await anAdmin(server)];
    await joinedBy(user.id, other.organization.id);
    const moved = await accounts.refresh(user.session.refreshToken, other.organization.id);
    const second = await accounts.signIn({ email: user.email, password });
    const { secret } = await accounts.createApiKey({}, user.caller);
    expect(await suspend(user.id)).toEqual({ userId: user.id, errors: [] });
    for (const { session } of [moved, second]) {
      expect(await isRevoked(session?.id ?? '')).toBe(true);
      expect(typesOf(await accounts.refresh(session?.refreshToken ?? ''))).toEqual(['SessionEnded']);
    }
    expect(await server.verifyKey(secret)).toEqual({ user: null });
    expect(typesOf(await accounts.signIn({ email: user.email, password }))).toEqual(['NoOrganization']);
    const [mail] = await post.mailsTo(user.email);
    expect(mail).toMatchObject({ subject: 'Your account is suspended', text: expect.stringContaining('ticket 4711') });
    const told = await db.database.many<{ tenant: string }>(sql`
      select tenant_id as tenant from outbox where type = 'conea.identity.user.suspended' and subject = ${user.id}`);
    const organizations = [operator, user, other].map(({ organization }) => organization.id);
    expect(told.map(({ tenant }) => tenant).sort()).toEqual(organizations.sort());
    expect(await trailOf('user.suspend', user.id)).toEqual([
      { actor: operator.id, result: 'success', reason: 'ticket 4711', tenant: operator.organization.id },
    ]);
  });

  it('is let in nowhere by an admin, a password reset or an invitation, and everywhere again by the platform', async () => {
    const [user, host] = [await anAdmin(server), await anAdmin(server)];
    const email = anEmail();
    const { user: member } = await accounts.createUser({ email }, user.caller);
    const memberId = member?.id ?? '';
    await suspend(memberId);
    await accounts.restoreMember(memberId, user.caller);
    expect(typesOf(await accounts.signIn({ email, password }))).toEqual(['NoOrganization']);
    await mutationsOf(server)(
      'inviteMember',
      'errors { __typename }',
      { email, role: 'USER' },
      z.unknown(),
      host.caller,
    );
    const invitationToken = await post.tokenTo(email, 'accept-invitation');
    expect(typesOf(await accounts.signIn({ email, password, invitationToken }))).toEqual(['InvalidToken']);
    expect(await restore(memberId)).toEqual({ userId: memberId, errors: [] });
    expect(typesOf(await restore(memberId))).toEqual(['NotFound']);
    expect((await accounts.signIn({ email, password })).errors).toEqual([]);
  });

  it('stays out of the organization whose own admin suspended them', async () => {
    const admin = await anAdmin(server);
    const email = anEmail();
    const { user } = await accounts.createUser({ email }, admin.caller);
    await suspend(user?.id ?? '');
    await accounts.suspendMember(user?.id ?? '', admin.caller);
    await restore(user?.id ?? '');
    expect(typesOf(await accounts.signIn({ email, password }))).toEqual(['NoOrganization']);
    await accounts.restoreMember(user?.id ?? '', admin.caller);
    expect((await accounts.signIn({ email, password })).errors).toEqual([]);
  });

  it('is suspended by nobody else, with a fresh proof, and by nobody themselves', async () => {
    const [user, admin] = [await anAdmin(server), await anAdmin(server)];
    for (const field of ['suspendUser', 'restoreUser']) {
      const input = { userId: user.id, ...(field === 'suspendUser' && { reason: 'x' }) };
      await expect(administer(field, input, admin.caller)).rejects.toThrow('FORBIDDEN');
    }
    await expect(suspend(operator.id)).rejects.toThrow('FORBIDDEN');
    for (const reason of ['', ' ', 'x'.repeat(501)])
      expect(typesOf(await administer('suspendUser', { userId: user.id, reason }))).toEqual(['InvalidInput']);
    for (const userId of [`usr_${'0'.repeat(32)}`, 'x', `org_${'0'.repeat(32)}`])
      expect([typesOf(await suspend(userId)), typesOf(await restore(userId))]).toEqual([['NotFound'], ['NotFound']]);
    const nobody = await startIdentity(db.served, clock.read, post);
    const query = 'mutation ($input: RestoreUserInput!) { restoreUser(input: $input) { userId } }';
    const { errors } = await nobody.request(query, { input: { userId: user.id } }, operator.caller);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    await nobody.stop();
  });
});

describe('second factors that an admin resets', () => {
  it('are gone, with the recovery codes and all sessions; their owner is told by whom and why', async () => {
    const admin = await anAdmin(server);
    const member = await aMemberWithApp(admin);
    expect(await reset(member.id, admin.caller)).toEqual({ userId: member.id, errors: [] });
    expect(await isRevoked(member.session.id)).toBe(true);
    expect((await factors.signIn(member.email)).errors).toEqual([]);
    const left = await db.database.many(sql`
      select user_id from totp_factors where user_id = ${member.id} union all select user_id from recovery_codes where user_id = ${member.id}`);
    expect(left).toEqual([]);
    const mails = await post.mailsTo(member.email, 2);
    const mail = mails.find(({ subject }) => subject === 'Your second factors were reset');
    expect(mail?.text).toContain('Aiko, who may do this');
    expect(mail?.text).toContain('lost phone 4711');
    expect(await trailOf('user.reset_second_factors', member.id)).toEqual([
      { actor: admin.id, result: 'success', reason: 'lost phone 4711', tenant: admin.organization.id },
    ]);
    expect(typesOf(await reset(member.id, admin.caller))).toEqual(['NotFound']);
  });

  it('are passkeys too, and a sign-in that waits for a factor ends', async () => {
    const admin = await anAdmin(server);
    const member = await anAdminWithPasskey(server);
    await db.database.execute(
      sql`update memberships set organization_id = ${admin.organization.id}, role = 'user' where user_id = ${member.id}`,
    );
    const challengeToken = await member.challenge();
    expect(await reset(member.id, admin.caller)).toMatchObject({ errors: [] });
    expect((await factors.signIn(member.email)).errors).toEqual([]);
    const completed = await factors.completeSignIn({ challengeToken, recoveryCode: 'x' });
    expect(typesOf(completed)).toEqual(['InvalidToken']);
  });

  it('are not those of somebody who is in another organization: that one would be weaker; the platform may', async () => {
    const [admin, other] = [await anAdmin(server), await anAdmin(server)];
    const member = await aMemberWithApp(admin);
    await joinedBy(member.id, other.organization.id);
    expect(typesOf(await reset(member.id, admin.caller))).toEqual(['InOtherOrganizations']);
    expect(typesOf(await reset(member.id, other.caller))).toEqual(['InOtherOrganizations']);
    await accounts.suspendMember(member.id, other.caller);
    expect(typesOf(await reset(member.id, admin.caller))).toEqual(['InOtherOrganizations']);
    expect((await factors.signIn(member.email)).errors[0]?.challengeToken).toMatch(/^conea_sc_/);
    expect(await reset(member.id, operator.caller)).toEqual({ userId: member.id, errors: [] });
    expect((await factors.signIn(member.email)).errors).toEqual([]);
  });

  it('are not those of somebody who may more, of a stranger, or one’s own; a reason and a fresh proof are needed', async () => {
    const [admin, stranger] = [await anAdmin(server), await anAdmin(server)];
    const owner = await aMemberWithApp(admin, 'admin');
    const { role } = await accounts.createRole({ permissions: ['manage:users', 'read:own_data'] }, admin.caller);
    const email = anEmail();
    await accounts.createUser({ email, role: 'CUSTOM', customRoleId: role?.id }, admin.caller);
    const { session } = await accounts.signIn({ email, password });
    const manager = callerOf(session?.accessToken ?? '');
    await expect(reset(owner.id, manager)).rejects.toThrow('FORBIDDEN');
    await expect(reset(admin.id, admin.caller)).rejects.toThrow('FORBIDDEN');
    for (const userId of [owner.id, `usr_${'0'.repeat(32)}`, 'x'])
      expect(typesOf(await reset(userId, stranger.caller))).toEqual(['NotFound']);
    expect(typesOf(await reset(owner.id, admin.caller, ' '))).toEqual(['InvalidInput']);
    const viewer = await accounts.createUser({ email: anEmail(), role: 'VIEWER' }, admin.caller);
    expect(typesOf(await reset(viewer.user?.id ?? '', manager))).toEqual(['NotFound']);
    clock.advance(3_601);
    await expect(reset(owner.id, admin.caller)).rejects.toThrow('STEP_UP_REQUIRED');
    clock.advance(-3_601);
  });
});
