import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { anAdmin } from './support/accounts.ts';
import { aCaller, aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { textInputs } from './support/text-inputs.ts';

/** What Postgres keeps neither in text nor in JSON, or only as something else. */
const unstorable = ['a\0b', 'a\ud800b', 'a@b\0.example'];
const places = await textInputs();

let db: TestDatabase;
let server: IdentityServer;
beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  server = await startIdentity(db.database, aClock().read);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

describe('text that Postgres cannot keep', () => {
  it('is looked for in every place where a client may write', () => {
    expect(places.length).toBeGreaterThan(80);
  });

  it.each(places)('is never a fault of ours: $place', async ({ query, variables }) => {
    const { caller } = await anAdmin(server);
    for (const asking of [caller, aCaller()]) {
      for (const text of unstorable) {
        const { errors = [] } = await server.request(query, variables(text), asking);
        expect(errors.filter(({ extensions }) => extensions.code === 'INTERNAL_SERVER_ERROR')).toEqual([]);
      }
    }
  });

  it.each(['/oauth/token', '/oauth/introspect', '/oauth/revoke', '/oauth/authorize', '/oauth/userinfo'])(
    'is never a fault of ours: %s',
    async (path) => {
      const names = ['client_id', 'client_secret', 'code', 'refresh_token', 'token', 'scope', 'redirect_uri', 'state'];
      const types = ['authorization_code', 'refresh_token', 'client_credentials'];
      for (const name of names) {
        for (const grant of types) {
          const given = new URLSearchParams({
            ...{ client_id: 'x', grant_type: grant, response_type: 'code' },
            [name]: 'a\0b',
          });
          const form = given.toString();
          const isPage = path === '/oauth/authorize';
          const { status } = await server.http({
            ...{ method: isPage ? 'GET' : 'POST', path, query: isPage ? form : '', body: isPage ? '' : form },
            ...{ contentType: 'application/x-www-form-urlencoded', authorization: null },
          });
          expect(status).toBeLessThan(500);
        }
      }
    },
  );
});
