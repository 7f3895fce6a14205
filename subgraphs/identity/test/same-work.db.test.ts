import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { createApiKeyText } from '../src/domain/api-key-secret.ts';
import { accountsOf, anAdmin, anEmail } from './support/accounts.ts';
import { countStatements } from './support/counted-database.ts';
import { aCaller, aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { withOtherSecret } from './support/other-key.ts';

// That a password is hashed for nobody too is told by password-hasher.test.ts.
let db: TestDatabase;
let server: IdentityServer;
let accounts: ReturnType<typeof accountsOf>;
let during: ReturnType<typeof countStatements>['during'];
beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  const counted = countStatements(db.served);
  during = counted.during;
  server = await startIdentity(counted.database, aClock().read);
  accounts = accountsOf(server);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

describe('identity asks its database as often', () => {
  it('for an address that nobody has as for one with another password', async () => {
    const { email } = await anAdmin(server);
    const signIn = (address: string) => () => accounts.signIn({ email: address, password: 'not the right phrase' });
    const known = await during(signIn(email));
    expect(known).toBeGreaterThan(3);
    expect(await during(signIn(anEmail()))).toBe(known);
  });

  it('when a password is to be reset, whether there is such a user or not', async () => {
    const { email } = await anAdmin(server);
    const ask = (address: string) => () => accounts.requestPasswordReset(address, aCaller());
    expect(await during(ask(anEmail()))).toBe(await during(ask(email)));
  });

  it('for an API key that nobody has as for one with another secret', async () => {
    const { caller } = await anAdmin(server);
    const { secret } = await accounts.createApiKey({}, caller);
    const [unknown, other] = [createApiKeyText().text, withOtherSecret(secret ?? '')];
    const verify = (key: string) => async () => expect(await server.verifyKey(key)).toEqual({ user: null });
    const known = await during(verify(other));
    expect(known).toBe(1);
    expect(await during(verify(unknown))).toBe(known);
  });
});
