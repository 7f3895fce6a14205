import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { createPersonalDataCase } from '../../../test/support/personal-data.ts';
import { createLinkedIdentityStore } from '../src/store/linked-identity-store.ts';
import { createPersonalDataSources } from '../src/store/personal-data-sources.ts';
import { createUserStore } from '../src/store/user-store.ts';
import { openPersonalData } from './support/identity-server.ts';

const { test, tell, close } = await createPersonalDataCase(
  fileURLToPath(new URL('../migrations/', import.meta.url)),
  async (database) => {
    const personal = await openPersonalData(database);
    return createPersonalDataSources({
      users: createUserStore(database, personal),
      linkedIdentities: createLinkedIdentityStore(database, personal),
    });
  },
  (database, personId) => database.bind({ personId }),
);
afterAll(close);

const [at, end] = ['2026-11-01T00:00:00Z', '2036-11-01T00:00:00Z'];
const insert = test.database.execute;

/** A person in two organizations, with three of everything; `secret` is in what nobody is told. */
async function aPerson(user: string, another: string) {
  const address = `${user}@example.com`;
  await insert(sql`insert into users (id, email, email_key, name, password_hash, created_at)
    values (${user}, ${address}, ${address}, ${`Name of ${user}`}, 'secret', ${at})`);
  for (const tenant of ['org_a', 'org_b'])
    await insert(
      sql`insert into memberships (organization_id, user_id, role, joined_at) values (${tenant}, ${user}, 'user', ${at})`,
    );
  const client = `cli_${user}`;
  await insert(sql`insert into oauth_clients (id, organization_id, name, is_confidential, redirect_uris, scopes, created_at)
    values (${client}, 'org_a', 'n', false, '{}', '{}', ${at})`);
  await insert(
    sql`insert into consents (user_id, client_id, scopes, created_at) values (${user}, ${client}, '{}', ${at})`,
  );
  await insert(
    sql`insert into totp_factors (id, user_id, sealed_seed, created_at) values (${`otp_${user}`}, ${user}, 'secret', ${at})`,
  );
  await insert(sql`insert into data_exports (id, user_id, requested_in, public_key, sealed_private_key, requested_at, expires_at)
    values (${`dex_${user}`}, ${user}, 'org_a', 'k', 'secret', ${at}, ${at})`);
  for (const number of [1, 2, 3]) {
    const id = `${number}_${user}`;
    await insert(sql`insert into sessions (id, user_id, organization_id, created_at, authenticated_at, expires_at, ip_address)
      values (${`ses_${id}`}, ${user}, 'org_a', ${at}, ${at}, ${end}, '198.51.100.7')`);
    await insert(sql`insert into api_keys (id, user_id, organization_id, name, prefix, secret_hash, scopes, created_at, expires_at)
      values (${`key_${id}`}, ${user}, 'org_b', 'n', ${`prefix_${id}`}, 'secret', '{}', ${at}, ${end})`);
    await insert(sql`insert into linked_identities (id, user_id, provider, issuer, subject, email, created_at)
      values (${`lid_${id}`}, ${user}, 'google', 'i', ${id}, ${`other_${address}`}, ${at})`);
    await insert(sql`insert into passkeys (id, user_id, name, credential_id, public_key, counter, transports, created_at)
      values (${`psk_${id}`}, ${user}, 'n', ${`secret_${id}`}, 'secret', 0, '{}', ${at})`);
    await insert(
      sql`insert into recovery_codes (user_id, code_hash, created_at) values (${user}, ${`secret_${id}`}, ${at})`,
    );
    await insert(
      sql`insert into sign_in_places (user_id, place_hash, last_seen_at) values (${user}, ${`secret_${id}`}, ${at})`,
    );
    await insert(sql`insert into one_time_tokens (token_hash, purpose, user_id, email, email_key, created_at, expires_at)
      values (${`secret_${id}`}, 'verify_email', ${user}, ${address}, ${address}, ${at}, ${end})`);
    await insert(sql`
      insert into authorization_requests (id, client_id, redirect_uri, scopes, code_challenge, asks_again, network_hash, created_at, expires_at,
        user_id, code_hash)
      values (${`azr_${id}`}, ${client}, 'https://example.com', '{}', 'secret', false, 'n', ${at}, ${end}, ${user}, ${`secret_${id}`})`);
    await insert(sql`
      insert into invitations (id, organization_id, email, email_key, role, token_hash, invited_by, accepted_by, accepted_at, created_at,
        sent_at, expires_at)
      values (${`inv_${id}`}, 'org_a', ${`invited_by_${id}`}, ${id}, 'user', ${`secret_${id}`}, ${user}, ${another}, ${at}, ${at}, ${at}, ${end})`);
  }
}

it('a person is told all that identity holds about them in every organization, no secret, and nothing of another person', async () => {
  for (const tenant of ['org_a', 'org_b'])
    await insert(
      sql`insert into organizations (id, name, created_at) values (${tenant}, ${`Name of ${tenant}`}, ${at})`,
    );
  await insert(sql`insert into users (id, email, email_key, name, created_at) values ('usr_3', 'x', 'x', 'n', ${at})`);
  await aPerson('usr_1', 'usr_3');
  await aPerson('usr_2', 'usr_1');
  await insert(sql`
    insert into sessions (id, user_id, organization_id, created_at, authenticated_at, expires_at, impersonator_id, impersonator_session_id,
      impersonation_reason, ip_address)
    values ('ses_as', 'usr_3', 'org_a', ${at}, ${at}, ${end}, 'usr_1', 'ses_1_usr_1', 'a question', '198.51.100.7'),
      ('ses_3', 'usr_3', 'org_a', ${at}, ${at}, ${end}, null, null, null, null),
      ('ses_by', 'usr_1', 'org_a', ${at}, ${at}, ${end}, 'usr_3', 'ses_3', 'a question', '203.0.113.9')`);
  const told = await tell('usr_1');
  const counts = Object.fromEntries(Object.entries(told).map(([kind, records]) => [kind, records.length]));
  expect(counts).toEqual({
    ...{ account: 1, membership: 2, session: 4, impersonation: 1, apiKey: 3, linkedIdentity: 3, passkey: 3 },
    ...{ authenticatorApp: 1, recoveryCode: 3, signInPlace: 3, mailedLink: 3, authorizedApplication: 1 },
    ...{ authorization: 3, invitationSent: 3, invitationAccepted: 3, dataExport: 1 },
  });
  expect(told['account']).toMatchObject([{ name: 'Name of usr_1', email: 'usr_1@example.com', hasPassword: true }]);
  expect(told['membership']?.map(({ organizationName }) => organizationName)).toEqual([
    'Name of org_a',
    'Name of org_b',
  ]);
  expect(told['session']?.[0]).toMatchObject({ ipAddress: '198.51.100.7' });
  const { invitationAccepted: _, ...own } = told;
  expect(JSON.stringify(own)).not.toContain('usr_2');
  expect(JSON.stringify(told)).not.toMatch(/secret|invited_by_|203\.0\.113\.9/);
  expect(await tell('usr_9')).toEqual({});
});
