import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin, anEmail, callerOf, password } from './support/accounts.ts';
import { aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { invitationsOf } from './support/invitations.ts';

let db: TestDatabase;
let server: IdentityServer;
let invitations: ReturnType<typeof invitationsOf>;
const clock = aClock();
const tokens = new Map<string, string>();

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  server = await startIdentity(db.served, clock.read, {
    invitationLimits: { pending: 1_000, byOrganization: 1_000, toAddress: 1_000, fromNetwork: 10_000 },
    mail: {
      send: async (_, { to, text }) => {
        const token = /#accept-invitation=(?<token>\S+)/.exec(text)?.groups?.['token'];
        if (token !== undefined) tokens.set(to, token);
      },
    },
  });
  invitations = invitationsOf(server);
});

afterAll(async () => {
  await server.stop();
  await db.drop();
});

const times = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index));

async function membershipsOf(organizationId: string) {
  return db.database.many<{ userId: string; role: string }>(sql`
    select user_id as "userId", role from memberships where organization_id = ${organizationId} order by joined_at`);
}

async function joinsOf(organizationId: string): Promise<number> {
  const { count } = await db.database.one<{ count: number }>(sql`
    select count(*) from outbox where type = 'conea.identity.member.joined' and tenant_id = ${organizationId}`);
  return count;
}

async function anInvited(admin: Awaited<ReturnType<typeof anAdmin>>) {
  const guest = await anAdmin(server);
  const { invitation } = await invitations.invite(guest.email, admin.caller);
  return { ...guest, invitationId: invitation?.id ?? '', token: tokens.get(guest.email) ?? '' };
}

it('gives each of twenty people one membership, however often they accept at the same time', async () => {
  const admin = await anAdmin(server);
  const guests = await Promise.all(times(20, () => anInvited(admin)));
  const answers: Awaited<ReturnType<typeof invitations.accept>>[] = [];
  // As many at the same time as a pool of ten connections serves before the last has waited too long.
  for (const some of times(4, (index) => guests.slice(5 * index, 5 * index + 5)))
    answers.push(
      ...(await Promise.all(some.flatMap(({ token, caller }) => times(20, () => invitations.accept(token, caller))))),
    );
  expect(answers).toHaveLength(400);
  expect(answers.every(({ errors }) => errors.length === 0)).toBe(true);
  const members = await membershipsOf(admin.organization.id);
  expect(members.map(({ userId }) => userId).toSorted()).toEqual([admin, ...guests].map(({ id }) => id).toSorted());
  expect(await joinsOf(admin.organization.id)).toBe(20);
}, 60_000);

it('gives a person one membership in each of twenty organizations that they join at the same time', async () => {
  const guest = await anAdmin(server);
  const admins = await Promise.all(times(20, () => anAdmin(server)));
  const sent: string[] = [];
  for (const { caller } of admins) {
    await invitations.invite(guest.email, caller);
    sent.push(tokens.get(guest.email) ?? '');
  }
  await Promise.all(sent.flatMap((token) => times(5, () => invitations.accept(token, guest.caller))));
  const { count } = await db.database.one<{ count: number }>(
    sql`select count(*) from memberships where user_id = ${guest.id}`,
  );
  expect(count).toBe(21);
}, 60_000);

it('makes one user of twenty sign-ups by the same invitation', async () => {
  const [admin, email] = [await anAdmin(server), anEmail()];
  await invitations.invite(email, admin.caller);
  const answers = await Promise.all(times(20, () => invitations.signUp(tokens.get(email) ?? '')));
  expect(answers.filter(({ user }) => user !== null)).toHaveLength(1);
  expect(await membershipsOf(admin.organization.id)).toHaveLength(2);
});

it('of accepting and signing up with another account of the address there is one membership', async () => {
  const [admin, email] = [await anAdmin(server), anEmail()];
  await invitations.invite(email, admin.caller);
  const token = tokens.get(email) ?? '';
  const account = await accountsOf(server).signUp({ email });
  const { signIn } = accountsOf(server);
  await Promise.all([
    ...times(10, () => invitations.signUp(token)),
    ...times(10, () => signIn({ email, password, invitationToken: token })),
  ]);
  const inside = await membershipsOf(admin.organization.id);
  expect(new Set(inside.map(({ userId }) => userId))).toEqual(new Set([admin.id, account.user?.id]));
  expect(inside).toHaveLength(2);
});

it('either revokes an invitation or lets somebody in, never both', async () => {
  const admin = await anAdmin(server);
  const guests = await Promise.all(times(20, () => anInvited(admin)));
  const outcomes = await Promise.all(
    guests.map(async ({ token, caller, invitationId, id }) => {
      const [accepted, revoked] = await Promise.all([
        invitations.accept(token, caller),
        invitations.revoke(invitationId, admin.caller),
      ]);
      return { id, isIn: accepted.organization !== null, isRevoked: revoked.invitation !== null };
    }),
  );
  expect(outcomes.every(({ isIn, isRevoked }) => isIn !== isRevoked)).toBe(true);
  const inside = new Set((await membershipsOf(admin.organization.id)).map(({ userId }) => userId));
  expect(outcomes.every(({ id, isIn }) => inside.has(id) === isIn)).toBe(true);
}, 60_000);

it('lets nobody in on the word of an admin who is taken out at the same time, unless they were in before', async () => {
  const accounts = accountsOf(server);
  const admin = await anAdmin(server);
  const second = await anInvited(admin);
  await invitations.accept(second.token, second.caller);
  await accounts.changeRole({ userId: second.id, role: 'ADMIN' }, admin.caller);
  const { session } = await accounts.refresh(second.session.refreshToken, admin.organization.id);

  const guests = await Promise.all(
    times(10, () => anInvited({ ...admin, caller: callerOf(session?.accessToken ?? '') })),
  );
  const [removed, ...answers] = await Promise.all([
    accounts.removeMember(second.id, admin.caller),
    ...guests.map(({ token, caller }) => invitations.accept(token, caller)),
  ]);
  expect(removed.errors).toEqual([]);
  const refused = guests.filter((_, index) => answers[index]?.organization === null);
  for (const { token, caller } of refused)
    expect(await invitations.accept(token, caller)).toMatchObject({ organization: null });
  expect(await membershipsOf(admin.organization.id)).toHaveLength(1 + guests.length - refused.length);
}, 60_000);

it('bounds the organizations of a person, who joins several at the same time', async () => {
  const guest = await anAdmin(server);
  await db.database.execute(sql`
    with made as (insert into organizations (id, name, created_at) select 'org_' || n, 'n', now() from generate_series(1, 97) as n returning id)
    insert into memberships (organization_id, user_id, role, joined_at) select id, ${guest.id}, 'user', now() from made`);
  const sent: string[] = [];
  for (const { caller } of await Promise.all(times(5, () => anAdmin(server)))) {
    await invitations.invite(guest.email, caller);
    sent.push(tokens.get(guest.email) ?? '');
  }
  const answers = await Promise.all(sent.map((token) => invitations.accept(token, guest.caller)));
  expect(answers.filter(({ organization }) => organization !== null)).toHaveLength(2);
});
