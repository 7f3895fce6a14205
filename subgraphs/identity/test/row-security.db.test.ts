import { fileURLToPath } from 'node:url';
import { describe } from '@jest/globals';
import { sql } from '@conea/platform';
import { describeRowSecurity } from '../../../test/support/row-security.ts';
import { acrossOrganizations } from '../src/store/across-organizations.ts';

const at = '2026-11-01T00:00:00Z';
const hash = (ownerId: string, number: number) => `\\x${Buffer.from(`${ownerId}_${number}`).toString('hex')}`;
// A new table is none of these: it gets a policy in its migration, as those of 0024_key_row_security.sql, and a row below.
const ofNobody = [
  'blind_index_keys',
  'mail_counts',
  'named_secrets',
  'redirect_counts',
  'redirect_steps',
  'sign_in_attempts',
  'signing_keys',
];
const ofPeople = ['linked_identities', 'one_time_tokens', 'users'];
const byStoreAlone = ['invitations'];

describe('the tables of identity', () => {
  describeRowSecurity({
    migrations: fileURLToPath(new URL('../migrations/', import.meta.url)),
    shared: [...ofNobody, ...ofPeople, ...byStoreAlone],
    prepare: async (superuser, organizationId) => {
      await superuser.execute(sql`
        insert into signing_keys (id, purpose, state, sealed_secret, created_at)
        values ('sky', 'refresh_token', 'active', 's', ${at}) on conflict do nothing`);
      await superuser.execute(sql`
        insert into users (id, email, email_key, name, created_at)
        select id, id, id, 'n', ${at}
        from unnest(${[organizationId, ...[1, 2].map((number) => `usr_${organizationId}_${number}`)]}::text[]) as id`);
    },
    actions: acrossOrganizations,
    appendOnly: ['revocations'],
    personal: (userId, number) => ({
      sessions: {
        ...{ id: `ses_${userId}_${number}`, user_id: userId, organization_id: userId, authentication_methods: [] },
        ...{ created_at: at, authenticated_at: at, expires_at: at },
      },
      refresh_tokens: {
        ...{ session_id: `ses_${userId}_1`, generation: number, token_hash: hash(userId, number) },
        ...{ key_id: 'sky', created_at: at },
      },
      totp_factors: { id: `tot_${userId}_${number}`, user_id: userId, sealed_seed: 's', created_at: at },
      recovery_codes: { user_id: userId, code_hash: hash(userId, number), created_at: at },
      passkeys: {
        ...{ id: `psk_${userId}_${number}`, user_id: userId, name: 'n', credential_id: `c_${userId}_${number}` },
        ...{ public_key: '\\x00', counter: 0, transports: [], created_at: at },
      },
      passkey_challenges: {
        ...{ challenge_hash: hash(userId, number), purpose: 'registration', user_id: userId, expires_at: at },
      },
      sign_in_challenges: {
        ...{ token_hash: hash(userId, number), kind: 'enrolment', user_id: userId, organization_id: userId },
        ...{ authentication_methods: [], tries: 0, created_at: at, expires_at: at },
      },
      sign_in_places: { user_id: userId, place_hash: hash(userId, number), last_seen_at: at },
      consents: { user_id: userId, client_id: `cli_${userId}_1`, scopes: [], created_at: at },
      revocations: { user_id: userId, session_id: `ses_${userId}_${number}` },
      data_exports: {
        ...{ id: `dex_${userId}_${number}`, user_id: userId, requested_in: 'org', public_key: 'k' },
        ...{ requested_at: at, expires_at: at },
      },
      data_export_domains: { export_id: `dex_${userId}_1`, domain: `d_${number}`, ask_at: at },
      data_export_pages: { export_id: `dex_${userId}_1`, domain: 'd_1', page: number, ephemeral_key: 'k', sealed: 's' },
    }),
    rows: (organizationId, number) => ({
      organizations: {
        id: number === 1 ? organizationId : `${organizationId}_${number}`,
        name: 'n',
        created_at: at,
        audit_retention_days: 365,
        second_factor_kinds: ['totp'],
        deleted_with_account: false,
      },
      roles: {
        ...{
          id: `rol_${organizationId}_${number}`,
          organization_id: organizationId,
          name: 'n',
          name_key: `n${number}`,
        },
        ...{ description: 'd', permissions: [], created_at: at, updated_at: at },
      },
      memberships: {
        ...{ organization_id: organizationId, user_id: `usr_${organizationId}_${number}` },
        ...{ role: 'user', joined_at: at, version: 1, suspended_because: [] },
      },
      erasure_requests: {
        ...{ id: `ers_${organizationId}_${number}`, subject_type: 'User', subject_id: `usr_${organizationId}` },
        ...{ organization_ids: [organizationId], requested_at: at, asked_at: at, answers: {} },
      },
      service_accounts: {
        ...{ id: `sva_${organizationId}_${number}`, organization_id: organizationId, name: 'n', role: 'user' },
        created_at: at,
      },
      oauth_clients: {
        ...{ id: `cli_${organizationId}_${number}`, organization_id: organizationId, name: 'n', created_at: at },
        ...{ is_confidential: true, redirect_uris: [], scopes: [] },
      },
      authorization_requests: {
        ...{
          id: `azr_${organizationId}_${number}`,
          client_id: `cli_${organizationId}_1`,
          redirect_uri: 'u',
          scopes: [],
        },
        ...{ code_challenge: 'c', asks_again: false, network_hash: '\\x00', created_at: at, expires_at: at },
      },
      oauth_client_secrets: { client_id: `cli_${organizationId}_1`, secret_hash: `\\x0${number}`, created_at: at },
      client_assertions: { client_id: `cli_${organizationId}_1`, jti_hash: `\\x0${number}`, expires_at: at },
      api_keys: {
        ...{ id: `key_${organizationId}_${number}`, organization_id: organizationId, name: 'n', secret_hash: '\\x00' },
        ...{ service_account_id: `sva_${organizationId}_1`, prefix: `p_${organizationId}_${number}`, scopes: [] },
        ...{ created_at: at, expires_at: '2036-11-01T00:00:00Z' },
      },
      service_tokens: {
        ...{ id: `svt_${organizationId}_${number}`, client_id: `cli_${organizationId}_1` },
        ...{ service_account_id: `sva_${organizationId}_1`, created_at: at, expires_at: '2036-11-01T00:00:00Z' },
      },
    }),
  });
});
