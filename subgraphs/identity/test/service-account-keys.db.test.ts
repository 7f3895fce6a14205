import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql, type Caller, type Transaction } from '@conea/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { createAccountMails } from '../src/domain/account-mails.ts';
import type { Mail } from '../src/domain/mail.ts';
import { createUserStore } from '../src/store/user-store.ts';
import { warnOfExpiry } from '../src/jobs/warn-of-expiry.ts';
import { accountsOf, anAdmin, anEmail, callerOf, password } from './support/accounts.ts';
import {
  aClock,
  identityMigrations,
  startIdentity,
  type IdentityServer,
  openPersonalData,
} from './support/identity-server.ts';
import { oauthAdminOf } from './support/oauth-clients.ts';

let db: TestDatabase;
let server: IdentityServer;
let admin: Awaited<ReturnType<typeof anAdmin>>;
let serviceAccountId: string;
const clock = aClock();

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  server = await startIdentity(db.served, clock.read);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});
beforeEach(async () => {
  admin = await anAdmin(server);
  serviceAccountId = await anAccount();
});

async function anAccount(role = 'USER', caller = admin.caller) {
  const { serviceAccount } = await oauthAdminOf(server).createAccount({ role }, caller);
  return serviceAccount?.id ?? '';
}

async function aKey(input: object = {}, caller = admin.caller) {
  const made = await accountsOf(server).createApiKey({ serviceAccountId, ...input }, caller);
  if (!made.apiKey || !made.secret) throw new Error(`the key of the test was refused: ${JSON.stringify(made.errors)}`);
  return { ...made.apiKey, secret: made.secret };
}

async function aMember(): Promise<Caller> {
  const email = anEmail();
  await accountsOf(server).createUser({ email, role: 'USER' }, admin.caller);
  const { session } = await accountsOf(server).signIn({ email, password });
  return callerOf(session?.accessToken ?? '');
}

describe('a key of a service account', () => {
  it('stands for it, whatever becomes of the admin who made it', async () => {
    const { secret, id } = await aKey({ scopes: ['read:own_data', 'write:own_data'] });
    await db.database.execute(sql`delete from memberships where user_id = ${admin.id}`);
    expect(await server.verifyKey(secret)).toMatchObject({
      user: {
        ...{ id: serviceAccountId, organizationId: admin.organization.id, sessionId: id, role: 'viewer' },
        scopes: ['read:own_data', 'write:own_data'],
      },
    });
  });

  it('has only scopes that the account has', async () => {
    const { errors } = await accountsOf(server).createApiKey({ serviceAccountId, scopes: ['*'] }, admin.caller);
    expect(errors).toMatchObject([{ path: ['input', 'scopes'] }]);
  });

  it('stands for nobody while the account is disabled', async () => {
    const { secret } = await aKey();
    const admins = oauthAdminOf(server);
    await admins.disableAccount(serviceAccountId, admin.caller);
    expect(await server.verifyKey(secret)).toEqual({ user: null });
    await admins.enableAccount(serviceAccountId, admin.caller);
    expect(await server.verifyKey(secret)).toMatchObject({ user: { id: serviceAccountId } });
  });

  it('needs no second factor, which an account cannot have', async () => {
    const { secret } = await aKey();
    await db.database.execute(sql`
      update organizations set second_factor_required_from = ${clock.read()} where id = ${admin.organization.id}`);
    expect(await server.verifyKey(secret)).toMatchObject({ user: { id: serviceAccountId } });
  });

  it('is listed with its account, rotated with grace, and revoked by any admin', async () => {
    const { id, secret } = await aKey();
    const { apiKey, secret: next, errors } = await accountsOf(server).rotateApiKey({ apiKeyId: id }, admin.caller);
    expect(errors).toEqual([]);
    for (const text of [secret, next])
      expect(await server.verifyKey(text)).toMatchObject({ user: { id: serviceAccountId } });
    const query =
      '{ serviceAccounts { nodes { apiKeys { nodes { id serviceAccount { id } } } } } apiKeys { nodes { id } } }';
    const serviceAccount = { id: serviceAccountId };
    const nodes = [apiKey?.id, id].map((key) => ({ id: key, serviceAccount }));
    const { data } = await server.request(query, {}, admin.caller);
    expect(data).toMatchObject({ apiKeys: { nodes: [] } });
    expect(JSON.stringify(data)).toContain(JSON.stringify(nodes[1]));
    expect(JSON.stringify(data)).toContain(JSON.stringify(nodes[0]));
    await accountsOf(server).revokeApiKey(apiKey?.id ?? '', admin.caller);
    expect(await server.verifyKey(next)).toEqual({ user: null });
  });

  it('is neither made, seen, rotated nor revoked by a member, a key or another organization', async () => {
    const { id, secret } = await aKey();
    const accounts = accountsOf(server);
    const member = await aMember();
    const stranger = (await anAdmin(server)).caller;
    await expect(accounts.createApiKey({ serviceAccountId }, member)).rejects.toThrow('FORBIDDEN');
    expect((await accounts.createApiKey({ serviceAccountId }, stranger)).errors).toMatchObject([
      { __typename: 'NotFound', path: ['input', 'serviceAccountId'] },
    ]);
    for (const caller of [member, stranger]) {
      expect((await accounts.rotateApiKey({ apiKeyId: id }, caller)).errors).toMatchObject([
        { __typename: 'NotFound' },
      ]);
      expect((await accounts.revokeApiKey(id, caller)).errors).toMatchObject([{ __typename: 'NotFound' }]);
      const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ApiKey { id } } }`;
      const variables = { representations: [{ __typename: 'ApiKey', id }] };
      expect(await server.request(query, variables, caller)).toEqual({ data: { _entities: [null] } });
    }
    const user = admin.caller.user && { ...admin.caller.user, sessionId: id };
    await expect(accounts.createApiKey({ serviceAccountId }, { ...admin.caller, user })).rejects.toThrow('FORBIDDEN');
    expect(await server.verifyKey(secret)).toMatchObject({ user: { id: serviceAccountId } });
  });

  it('needs a fresh proof to be made and rotated', async () => {
    const { id } = await aKey();
    clock.advance(3_601);
    await expect(accountsOf(server).createApiKey({ serviceAccountId }, admin.caller)).rejects.toThrow(
      'STEP_UP_REQUIRED',
    );
    await expect(accountsOf(server).rotateApiKey({ apiKeyId: id }, admin.caller)).rejects.toThrow('STEP_UP_REQUIRED');
  });

  it('ends with its organization', async () => {
    const { secret, id } = await aKey();
    const { name } = admin.organization;
    const mutation =
      'mutation ($input: DeleteOrganizationInput!) { deleteOrganization(input: $input) { restorableUntil } }';
    await server.request(mutation, { input: { name } }, admin.caller);
    expect(await server.verifyKey(secret)).toEqual({ user: null });
    expect(await db.database.one(sql`select revoked_at from api_keys where id = ${id}`)).toEqual({
      revoked_at: clock.read(),
    });
  });

  it('has the budget that it was made with', async () => {
    const { secret } = await aKey({ budget: 250 });
    expect(await server.verifyKey(secret)).toMatchObject({ user: { id: serviceAccountId, budget: 250 } });
  });

  it('warns every admin of its end by mail, and nobody else', async () => {
    const { id } = await aKey({ expiresInDays: 8 });
    await aMember();
    clock.advance(86_400);
    const sent: Mail[] = [];
    const mail = { send: async (_: Transaction, one: Mail) => void sent.push(one) };
    const users = createUserStore(db.served, await openPersonalData(db.served));
    const mails = createAccountMails('https://app.example.com/');
    await warnOfExpiry({ database: db.served, users, mail, mails }, clock.read());
    const warnings = sent.filter(({ to }) => to === admin.email);
    expect(warnings).toMatchObject([{ text: expect.stringContaining('The API key of the service account "Robot"') }]);
    expect(sent).toHaveLength(1);
    expect(
      await db.database.many(sql`
        select data from outbox where subject = ${id} and type = 'conea.identity.api_key.expires_soon'`),
    ).toMatchObject([{ data: { userId: serviceAccountId, daysLeft: 7 } }]);
  });

  it('is one of fifty', async () => {
    const attempts = await Promise.all(
      Array.from({ length: 52 }, () => accountsOf(server).createApiKey({ serviceAccountId }, admin.caller)),
    );
    expect(attempts.filter(({ apiKey }) => apiKey !== null)).toHaveLength(50);
    expect((await accountsOf(server).createApiKey({}, admin.caller)).errors).toEqual([]);
  });
});
