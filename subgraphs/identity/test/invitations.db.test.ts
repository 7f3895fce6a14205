import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql, type Caller } from '@conea/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin, anEmail, callerOf, password } from './support/accounts.ts';
import { aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { invitationsOf } from './support/invitations.ts';
import { startPostOffice, type PostOffice } from './support/post-office.ts';

let db: TestDatabase;
let office: PostOffice;
let server: IdentityServer;
let accounts: ReturnType<typeof accountsOf>;
let invitations: ReturnType<typeof invitationsOf>;
const clock = aClock();

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  office = await startPostOffice(db, clock.read);
  server = await startIdentity(db.served, clock.read, office);
  accounts = accountsOf(server);
  invitations = invitationsOf(server);
});

afterAll(async () => {
  await server.stop();
  await office.stop();
  await db.drop();
});

const anError = (name: string) => [expect.objectContaining({ __typename: name })];
const notJoined = (name: string) => ({ organization: null, errors: anError(name) });
const notSent = (name: string) => ({ invitation: null, errors: anError(name) });
const week = 7 * 24 * 3600;

type Admin = Awaited<ReturnType<typeof anAdmin>>;

async function anInvitation(admin: Admin, email = anEmail(), input: object = {}) {
  const { invitation } = await invitations.invite(email, admin.caller, input);
  if (!invitation) throw new Error('the invitation of the test was refused');
  await office.settle();
  return { ...invitation, token: await office.tokenTo(email, 'accept-invitation') };
}

/** Another admin of the organization. */
async function aSecondAdmin(admin: Admin) {
  const email = anEmail();
  const { user } = await accounts.createUser({ email, role: 'ADMIN' }, admin.caller);
  const { session } = await accounts.signIn({ email, password });
  return { id: user?.id ?? '', caller: callerOf(session?.accessToken ?? '') };
}

async function roleOf(organizationId: string, userId: string): Promise<string[]> {
  const rows = await db.database.many<{ role: string }>(sql`
    select role from memberships where organization_id = ${organizationId} and user_id = ${userId}`);
  return rows.map(({ role }) => role);
}

describe('who may invite', () => {
  it('is an admin, by what the database says and not the token', async () => {
    const admin = await anAdmin(server);
    const second = await aSecondAdmin(admin);
    await accounts.changeRole({ userId: second.id, role: 'USER' }, admin.caller);
    const sent = await anInvitation(admin);
    await expect(invitations.invite(anEmail(), second.caller)).rejects.toThrow('FORBIDDEN');
    await expect(invitations.resend(sent.id, second.caller)).rejects.toThrow('FORBIDDEN');
    await expect(invitations.revoke(sent.id, second.caller)).rejects.toThrow('FORBIDDEN');
  });

  it('proves anew who they are before they invite an admin', async () => {
    const admin = await anAdmin(server);
    clock.advance(3601);
    await expect(invitations.invite(anEmail(), admin.caller, { role: 'ADMIN' })).rejects.toThrow('STEP_UP_REQUIRED');
    expect(await invitations.invite(anEmail(), admin.caller)).toMatchObject({ errors: [] });
  });

  it('reaches no invitation of another organization', async () => {
    const [admin, stranger] = [await anAdmin(server), await anAdmin(server)];
    const { id } = await anInvitation(admin);
    for (const change of [invitations.resend, invitations.revoke]) {
      expect(await change(id, stranger.caller)).toEqual(notSent('NotFound'));
      expect(await change('inv_\u{1F4A9}', stranger.caller)).toEqual(notSent('NotFound'));
    }
    expect((await invitations.list(stranger.caller)).nodes).toEqual([]);
  });
});

describe('a role that an organization made', () => {
  async function aRole(admin: Admin, permissions: string[]) {
    const { role } = await accounts.createRole({ name: `Role ${permissions.join(' ')}`, permissions }, admin.caller);
    return role?.id ?? '';
  }

  it('is given by an invitation, by who may all that it permits, then and when it is accepted', async () => {
    const [admin, guest] = [await anAdmin(server), await anAdmin(server)];
    const manager = await aRole(admin, ['manage:users', 'read:own_data']);
    const auditor = await aRole(admin, ['read:audit_logs']);
    const custom = (customRoleId: string) => ({ role: 'CUSTOM', customRoleId });
    const { token } = await anInvitation(admin, guest.email, custom(manager));
    await invitations.accept(token, guest.caller);
    const { session } = await accounts.refresh(guest.session.refreshToken, admin.organization.id);
    const caller = callerOf(session?.accessToken ?? '');
    for (const input of [{ role: 'ADMIN' }, { role: 'USER' }, custom(auditor)])
      await expect(invitations.invite(anEmail(), caller, input)).rejects.toThrow('FORBIDDEN');
    expect(await invitations.invite(anEmail(), caller, custom(`rol_${'0'.repeat(32)}`))).toEqual(notSent('NotFound'));
    const next = await anAdmin(server);
    const sent = await anInvitation({ ...admin, caller }, next.email, custom(manager));
    await accounts.updateRole(
      { roleId: manager, name: 'Manager', permissions: ['manage:users', 'read:own_data', 'read:audit_logs'] },
      admin.caller,
    );
    await accounts.changeRole({ userId: guest.id, role: 'USER' }, admin.caller);
    expect(await invitations.accept(sent.token, next.caller)).toEqual(notJoined('InvalidToken'));
    await accounts.changeRole({ userId: guest.id, ...custom(manager) }, admin.caller);
    expect(await invitations.accept(sent.token, next.caller)).toMatchObject({ errors: [] });
    expect(await roleOf(admin.organization.id, next.id)).toEqual([manager]);
  });

  it('is given no more once it is gone', async () => {
    const [admin, guest] = [await anAdmin(server), await anAdmin(server)];
    const customRoleId = await aRole(admin, ['read:own_data']);
    const { token } = await anInvitation(admin, guest.email, { role: 'CUSTOM', customRoleId });
    await accounts.deleteRole({ roleId: customRoleId }, admin.caller);
    expect((await invitations.list(admin.caller)).nodes).toMatchObject([{ status: 'EXPIRED' }]);
    expect(await invitations.accept(token, guest.caller)).toEqual(notJoined('InvalidToken'));
  });
});

describe('inviting', () => {
  it('answers alike, and mails alike, whether somebody has an account with the address or not', async () => {
    const [admin, somebody] = [await anAdmin(server), await anAdmin(server)];
    const [known, unknown] = [await anInvitation(admin, somebody.email), await anInvitation(admin)];
    const general = ({ id: _, email: __, token: ___, ...rest }: typeof known) => rest;
    expect(general(known)).toEqual(general(unknown));
    const textTo = async (email: string) =>
      (await office.mailsTo(email))
        .filter(({ subject }) => subject.includes('invited'))
        .map(({ text }) => text.replace(/#\S+/, ''));
    expect(await textTo(known.email)).toEqual(await textTo(unknown.email));
  });

  it('sends one mail for a repeated request', async () => {
    const [admin, email] = [await anAdmin(server), anEmail()];
    const input = { idempotencyKey: 'once' };
    const answers = [
      await invitations.invite(email, admin.caller, input),
      await invitations.invite(email, admin.caller, input),
    ];
    expect(answers[1]).toEqual(answers[0]);
    await office.settle();
    expect(await office.mailsTo(email)).toHaveLength(1);
  });

  it('again renews: the role and the week count anew, and the earlier link ends', async () => {
    const [admin, email] = [await anAdmin(server), anEmail()];
    const first = await anInvitation(admin, email, { role: 'ADMIN' });
    clock.advance(week - 1);
    const second = await invitations.invite(` ${email.replace('example', 'EXAMPLE')}`, admin.caller, {
      role: 'VIEWER',
    });
    await office.mailsTo(email, 2);
    expect(second.invitation).toMatchObject({ id: first.id, role: 'VIEWER', status: 'PENDING' });
    expect(await invitations.show(first.token)).toBeNull();
    clock.advance(2);
    const { user } = await invitations.signUp(await office.tokenTo(email, 'accept-invitation'));
    expect(user).toMatchObject({ role: 'VIEWER', email, organization: { id: admin.organization.id } });
  });

  it('refuses what is no address, and who is a member already, suspended or not', async () => {
    const [admin, email] = [await anAdmin(server), anEmail()];
    expect(await invitations.invite('no address \0', admin.caller)).toEqual(notSent('InvalidInput'));
    const { user } = await accounts.createUser({ email }, admin.caller);
    expect(await invitations.invite(email, admin.caller)).toEqual(notSent('AlreadyMember'));
    await accounts.suspendMember(user?.id ?? '', admin.caller);
    expect(await invitations.invite(email, admin.caller)).toEqual(notSent('AlreadyMember'));
  });

  it('shows no name in the mail that a mail program would make a link of', async () => {
    const { session } = await accounts.signUp({ name: 'evil.example', organizationName: 'see https://evil.example' });
    const email = anEmail();
    await invitations.invite(email, callerOf(session?.accessToken ?? ''));
    const [mail] = await office.mailsTo(email);
    expect(mail?.text).toContain('Somebody invites you to an organization');
    expect(mail?.text).not.toContain('evil');
  });
});

describe('limits', () => {
  it('one address gets five mails in an hour, whoever invites it', async () => {
    const email = anEmail();
    const admins = await Promise.all(Array.from({ length: 7 }, () => anAdmin(server)));
    const answers = await Promise.all(admins.map(({ caller }) => invitations.invite(email, caller)));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(5);
    expect(answers.filter(({ errors }) => errors[0]?.__typename === 'TooManyAttempts')).toHaveLength(2);
    clock.advance(3600);
    expect(await invitations.invite(email, (await anAdmin(server)).caller)).toMatchObject({ errors: [] });
  });

  it('an organization mails so many in an hour, and has so many waiting', async () => {
    const small = await startIdentity(db.served, clock.read, {
      ...office,
      invitationLimits: { pending: 3, byOrganization: 4, toAddress: 100, fromNetwork: 100 },
    });
    const bounded = invitationsOf(small);
    const { caller } = await anAdmin(small);
    const answers = await Promise.all(Array.from({ length: 5 }, () => bounded.invite(anEmail(), caller)));
    const [made] = answers.flatMap(({ invitation }) => invitation ?? []);
    expect(answers.filter(({ invitation }) => invitation)).toHaveLength(3);
    expect(answers.filter(({ errors }) => errors[0]?.__typename === 'InvalidInput')).toHaveLength(2);
    // Renewing needs no further place, but a mail: the fourth of this hour.
    expect(await bounded.resend(made?.id ?? '', caller)).toMatchObject({ errors: [] });
    expect(await bounded.resend(made?.id ?? '', caller)).toEqual(notSent('TooManyAttempts'));
    clock.advance(3600);
    await bounded.revoke(made?.id ?? '', caller);
    expect(await bounded.invite(anEmail(), caller)).toMatchObject({ errors: [] });
    await small.stop();
  });
});

describe('accepting', () => {
  it('shows organization and role before, to who has the token', async () => {
    const admin = await anAdmin(server);
    const { token, expiresAt } = await anInvitation(admin, anEmail(), { role: 'VIEWER' });
    expect(await invitations.show(token)).toEqual({ organizationName: 'Aiko Trading', role: 'VIEWER', expiresAt });
    for (const wrong of [`conea_in_${'A'.repeat(43)}`, token.slice(0, -1), token.replace('_in_', '_pr_'), '', '\0'])
      expect(await invitations.show(wrong)).toBeNull();
  });

  it('makes a person with the address a member, verifies it, and can be repeated', async () => {
    const [admin, guest] = [await anAdmin(server), await anAdmin(server)];
    const { token, id } = await anInvitation(admin, guest.email);
    const joined = { organization: { id: admin.organization.id }, errors: [] };
    expect(await invitations.accept(token, guest.caller)).toEqual(joined);
    expect(await invitations.accept(token, guest.caller)).toEqual(joined);
    expect(await roleOf(admin.organization.id, guest.id)).toEqual(['user']);
    const moved = await accounts.refresh(guest.session.refreshToken, admin.organization.id);
    expect(moved.user).toMatchObject({ role: 'USER', organization: { id: admin.organization.id } });
    const { data } = await server.request('{ me { emailVerifiedAt } }', {}, callerOf(moved.session?.accessToken ?? ''));
    expect(data).toEqual({ me: { emailVerifiedAt: expect.any(String) } });
    const events = await db.database.many<{ type: string; tenant: string; data: object }>(sql`
      select type, tenant_id as tenant, data from outbox where subject in (${id}, ${guest.id}) order by position`);
    const told = events.filter(({ type }) => /invitation|joined/.test(type));
    expect(told.map(({ type }) => type.replace('conea.identity.', ''))).toEqual([
      'invitation.created',
      'invitation.accepted',
      'member.joined',
    ]);
    expect(told.every(({ tenant }) => tenant === admin.organization.id)).toBe(true);
    expect(JSON.stringify(events)).not.toContain(guest.email);
  });

  it('refuses a token that is made up, revoked, a week old or replaced', async () => {
    const [admin, guest] = [await anAdmin(server), await anAdmin(server)];
    const refused = notJoined('InvalidToken');
    const revoked = await anInvitation(admin, guest.email);
    expect(await invitations.revoke(revoked.id, admin.caller)).toMatchObject({ invitation: { status: 'REVOKED' } });
    const expired = await anInvitation(admin, guest.email);
    clock.advance(week);
    for (const token of [revoked.token, expired.token, `conea_in_${'A'.repeat(43)}`, 'x', '\0'])
      expect(await invitations.accept(token, guest.caller)).toEqual(refused);
    expect((await invitations.list(admin.caller)).nodes.map(({ status }) => status)).toEqual(['EXPIRED', 'REVOKED']);
    expect(await invitations.resend(expired.id, admin.caller)).toMatchObject({ invitation: { status: 'PENDING' } });
    expect(await invitations.resend(revoked.id, admin.caller)).toEqual(notSent('NotFound'));
    expect(await invitations.accept(expired.token, guest.caller)).toEqual(refused);
  });

  it('refuses another account, and the invitation stays good', async () => {
    const [admin, guest, other] = [await anAdmin(server), await anAdmin(server), await anAdmin(server)];
    const { token } = await anInvitation(admin, guest.email);
    expect(await invitations.accept(token, other.caller)).toEqual(notJoined('WrongAccount'));
    expect(await roleOf(admin.organization.id, other.id)).toEqual([]);
    expect(await invitations.accept(token, guest.caller)).toMatchObject({ errors: [] });
    expect(await invitations.accept(token, other.caller)).toEqual(notJoined('InvalidToken'));
  });

  it('refuses a key, and who is not signed in', async () => {
    const [admin, guest] = [await anAdmin(server), await anAdmin(server)];
    const { token } = await anInvitation(admin, guest.email);
    const key: Caller = {
      ...guest.caller,
      user: guest.caller.user && { ...guest.caller.user, sessionId: `key_${'0'.repeat(32)}` },
    };
    await expect(invitations.accept(token, key)).rejects.toThrow('FORBIDDEN');
    await expect(invitations.accept(token, { ...guest.caller, user: null })).rejects.toThrow('UNAUTHENTICATED');
  });

  it('counts no longer once whoever invited is no admin any more, until another one sends it again', async () => {
    const admin = await anAdmin(server);
    const second = await aSecondAdmin(admin);
    const ends = [
      () => accounts.changeRole({ userId: second.id, role: 'USER' }, admin.caller),
      () => accounts.suspendMember(second.id, admin.caller),
      () => accounts.removeMember(second.id, admin.caller),
    ];
    const guests = await Promise.all(ends.map(() => anAdmin(server)));
    const sent = [];
    for (const { email } of guests) sent.push(await anInvitation({ ...admin, caller: second.caller }, email));
    for (const [index, end] of ends.entries()) {
      await end();
      const { token = '', id = '' } = sent[index] ?? {};
      const { caller = admin.caller, email = '' } = guests[index] ?? {};
      expect(await invitations.show(token)).toBeNull();
      expect(await invitations.accept(token, caller)).toEqual(notJoined('InvalidToken'));
      expect((await invitations.list(admin.caller, { email })).nodes).toMatchObject([{ status: 'EXPIRED' }]);
      expect(await invitations.resend(id, admin.caller)).toMatchObject({ errors: [] });
    }
    await office.settle();
    for (const { caller, email } of guests)
      expect(await invitations.accept(await office.tokenTo(email, 'accept-invitation'), caller)).toMatchObject({
        errors: [],
      });
  });

  it('does not let a suspended member in by another door, nor give a member another role', async () => {
    const [admin, guest] = [await anAdmin(server), await anAdmin(server)];
    await invitations.accept((await anInvitation(admin, guest.email)).token, guest.caller);
    const moved = anEmail();
    const { token } = await anInvitation(admin, moved, { role: 'ADMIN' });
    await accounts.requestEmailChange({ email: moved, password }, guest.caller);
    await accounts.confirmEmailChange(await office.tokenTo(moved, 'confirm-email-change'));
    expect(await invitations.accept(token, guest.caller)).toEqual(notJoined('AlreadyMember'));
    await accounts.suspendMember(guest.id, admin.caller);
    expect(await invitations.accept(token, guest.caller)).toEqual(notJoined('AlreadyMember'));
    expect(await roleOf(admin.organization.id, guest.id)).toEqual(['user']);
  });
});

describe('a person in no organization', () => {
  it('accepts on the way in, and begins in the one that invites', async () => {
    const [admin, first] = [await anAdmin(server), await anAdmin(server)];
    const email = anEmail();
    const { user } = await accounts.createUser({ email }, first.caller);
    await accounts.removeMember(user?.id ?? '', first.caller);
    expect(await accounts.signIn({ email, password })).toMatchObject({ errors: anError('NoOrganization') });
    const { token } = await anInvitation(admin, email);
    const guess = { email, password: 'a wrong passphrase', invitationToken: token };
    expect(await accounts.signIn(guess)).toMatchObject({ errors: anError('InvalidCredentials') });
    expect(await roleOf(admin.organization.id, user?.id ?? '')).toEqual([]);
    const stranger = await anAdmin(server);
    expect(await accounts.signIn({ email: stranger.email, password, invitationToken: token })).toMatchObject({
      ...{ session: null, errors: anError('WrongAccount') },
    });
    expect(await accounts.signIn({ email, password, invitationToken: token })).toMatchObject({
      user: { id: user?.id, role: 'USER', organization: { id: admin.organization.id } },
    });
  });
});

describe('signing up by an invitation', () => {
  it('keeps the rules of passwords and names, and the token stays good', async () => {
    const admin = await anAdmin(server);
    const { token } = await anInvitation(admin);
    expect(await invitations.signUp(token, { password: 'short', name: ' ' })).toMatchObject({
      errors: [
        expect.objectContaining({ __typename: 'InvalidInput' }),
        expect.objectContaining({ __typename: 'WeakPassword' }),
      ],
    });
    expect(await invitations.signUp(token)).toMatchObject({ errors: [], user: { role: 'USER' } });
  });

  it('creates one user for a repeated request, and nobody for another one', async () => {
    const admin = await anAdmin(server);
    const { token, email } = await anInvitation(admin);
    const input = { idempotencyKey: 'once' };
    const [first, again] = [await invitations.signUp(token, input), await invitations.signUp(token, input)];
    expect(again.user).toEqual(first.user);
    expect(first).toMatchObject({ user: { email, organization: { id: admin.organization.id } }, errors: [] });
    expect(await invitations.signUp(token)).toMatchObject({ user: null, errors: anError('InvalidToken') });
    await expect(invitations.signUp(token, { ...input, password: 'another long phrase' })).rejects.toThrow(
      'IDEMPOTENCY_KEY_REUSED',
    );
    const { data } = await server.request('{ me { emailVerifiedAt } }', {}, callerOf(first.session?.accessToken ?? ''));
    expect(data).toEqual({ me: { emailVerifiedAt: expect.any(String) } });
  });

  it('makes a member, and signs nobody in, where the organization asks for a second factor', async () => {
    const admin = await anAdmin(server);
    const { token } = await anInvitation(admin);
    await db.database.execute(sql`
      update organizations set second_factor_required_from = ${clock.read()} where id = ${admin.organization.id}`);
    const input = { idempotencyKey: 'to be followed' };
    const first = await invitations.signUp(token, input);
    expect(first).toMatchObject({ session: null, errors: anError('SecondFactorEnrolmentRequired') });
    expect(await invitations.signUp(token, input)).toEqual({ session: null, user: first.user, errors: [] });
    expect(await roleOf(admin.organization.id, first.user?.id ?? '')).toEqual(['user']);
  });

  it('is for who has no account: the other one signs in', async () => {
    const [admin, guest] = [await anAdmin(server), await anAdmin(server)];
    const { token } = await anInvitation(admin, guest.email);
    expect(await invitations.signUp(token)).toMatchObject({ user: null, errors: anError('EmailTaken') });
    expect(await invitations.accept(token, guest.caller)).toMatchObject({ errors: [] });
  });
});

describe('the list', () => {
  it('goes page by page through what is asked for, the newest first', async () => {
    const admin = await anAdmin(server);
    const sent: string[] = [];
    for (let index = 0; index < 5; index++) {
      const { invitation } = await invitations.invite(anEmail(), admin.caller);
      sent.unshift(invitation?.id ?? '');
      if (index % 2 === 1) clock.advance(1);
    }
    const seen: string[] = [];
    for (let after: string | null = null, isMore = true; isMore;) {
      const { nodes, pageInfo } = await invitations.list(admin.caller, { first: 2, after });
      seen.push(...nodes.map(({ id }) => id));
      [after, isMore] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(seen).toEqual(sent);
    await invitations.revoke(sent[1] ?? '', admin.caller);
    expect((await invitations.list(admin.caller, { status: 'REVOKED' })).nodes.map(({ id }) => id)).toEqual([sent[1]]);
    expect((await invitations.list(admin.caller, { status: 'PENDING' })).nodes).toHaveLength(4);
    expect((await invitations.list(admin.caller, { email: 'no address' })).nodes).toEqual([]);
    expect((await invitations.list(admin.caller)).nodes[0]).toMatchObject({
      invitedBy: { id: admin.id },
      acceptedBy: null,
    });
  });
});

it('keeps neither token nor link where the database shows it', async () => {
  const admin = await anAdmin(server);
  const { token } = await anInvitation(admin);
  const { stored } = await db.database.one<{ stored: string }>(sql`
    select (select json_agg(i)::text from invitations as i) || (select json_agg(o)::text from outbox as o)
      || (select json_agg(k)::text from idempotency_keys as k) || (select json_agg(j)::text from pgboss.job as j) as stored`);
  expect(stored).not.toContain(token);
});
