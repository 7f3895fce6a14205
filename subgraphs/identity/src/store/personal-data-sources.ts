import { recordsOf, sql, type PersonalDataSource, type Sql } from '@conea/platform';
import type { LinkedIdentityStore } from '../domain/linked-identity.ts';
import type { UserStore } from '../domain/user.ts';

type Stores = { users: Pick<UserStore, 'getAccount'>; linkedIdentities: Pick<LinkedIdentityStore, 'listOfUser'> };

/** What identity holds about a person, whom its statements are bound to. Passwords, keys, seeds and tokens, or their hashes, are not among it. */
export function createPersonalDataSources({ users, linkedIdentities }: Stores): readonly PersonalDataSource[] {
  return [
    {
      kind: 'account',
      list: async (queries, userId, after) => {
        const row = await queries.maybeOne(sql`
          select created_at as "createdAt", deleted_at as "deletedAt", deletion_reason as "deletionReason",
            suspended_at as "suspendedAt", suspension_reason as "suspensionReason"
          from users where id = ${userId} and id > ${after}`);
        if (!row) return [];
        const { name, email, emailVerifiedAt, passwordHash } = await users.getAccount(userId);
        const account = { id: userId, name, email: email.address, emailVerifiedAt, hasPassword: passwordHash !== null };
        return [{ cursor: userId, record: { ...account, ...row } }];
      },
    },
    ofUser('membership', sql`memberships`, sql`organization_id`, [
      sql`organization_id as "organizationId"`,
      sql`(select name from organizations where id = organization_id) as "organizationName"`,
      sql`role, joined_at as "joinedAt", suspended_at as "suspendedAt", suspended_because as "suspendedBecause"`,
    ]),
    ofUser('session', sql`sessions`, sql`id`, [
      sql`id, organization_id as "organizationId", client_id as "clientId", created_at as "createdAt"`,
      sql`authenticated_at as "authenticatedAt", authentication_methods as "authenticationMethods", scopes`,
      // In a session of somebody who acts as the person, that is where they are.
      sql`case when impersonator_id is null then ip_address end as "ipAddress"`,
      sql`case when impersonator_id is null then user_agent end as "userAgent"`,
      sql`expires_at as "expiresAt", revoked_at as "revokedAt"`,
      sql`revoked_because as "revokedBecause", impersonator_id as "impersonatorId", impersonation_reason as "impersonationReason"`,
    ]),
    of('impersonation', sql`sessions`, sql`id`, sql`impersonator_id`, [
      sql`id, organization_id as "organizationId", user_id as "userId", impersonation_reason as reason, created_at as "startedAt"`,
    ]),
    ofUser('apiKey', sql`api_keys`, sql`id`, [
      sql`id, organization_id as "organizationId", name, prefix, scopes, budget, created_at as "createdAt"`,
      sql`expires_at as "expiresAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"`,
    ]),
    {
      kind: 'linkedIdentity',
      // There are twenty at most, so all are looked at for each page.
      list: async (_, userId, after, limit) => {
        const identities = await linkedIdentities.listOfUser(userId);
        const following = identities.toSorted(byId).filter(({ id }) => id > after);
        return following.slice(0, limit).map(({ userId: _owner, ...record }) => ({ cursor: record.id, record }));
      },
    },
    ofUser('passkey', sql`passkeys`, sql`id`, [
      sql`id, name, transports, created_at as "createdAt", last_used_at as "lastUsedAt"`,
    ]),
    ofUser('authenticatorApp', sql`totp_factors`, sql`id`, [
      sql`id, created_at as "createdAt", confirmed_at as "confirmedAt", last_used_at as "lastUsedAt"`,
    ]),
    ofUser('recoveryCode', sql`recovery_codes`, sql`encode(code_hash, 'hex')`, [
      sql`created_at as "createdAt", used_at as "usedAt"`,
    ]),
    ofUser('signInPlace', sql`sign_in_places`, sql`encode(place_hash, 'hex')`, [sql`last_seen_at as "lastSeenAt"`]),
    ofUser('mailedLink', sql`one_time_tokens`, sql`encode(token_hash, 'hex')`, [
      sql`purpose, organization_id as "organizationId", created_at as "createdAt", ended_at as "endedAt"`,
    ]),
    ofUser('authorizedApplication', sql`consents`, sql`client_id`, [
      sql`client_id as "clientId", scopes, created_at as "createdAt"`,
    ]),
    ofUser('authorization', sql`authorization_requests`, sql`id`, [
      sql`id, client_id as "clientId", scopes, created_at as "createdAt", decided_at as "decidedAt", redeemed_at as "redeemedAt"`,
    ]),
    ...[
      { kind: 'invitationSent', whose: sql`invited_by` },
      { kind: 'invitationAccepted', whose: sql`accepted_by` },
    ].map(({ kind, whose }) =>
      of(kind, sql`invitations`, sql`id`, whose, [
        sql`id, organization_id as "organizationId", role, created_at as "createdAt", accepted_at as "acceptedAt"`,
        sql`revoked_at as "revokedAt"`,
      ]),
    ),
    ofUser('dataExport', sql`data_exports`, sql`id`, [
      sql`id, requested_at as "requestedAt", completed_at as "completedAt"`,
    ]),
  ];
}

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);

const ofUser = (kind: string, table: Sql, cursor: Sql, columns: readonly Sql[]) =>
  of(kind, table, cursor, sql`user_id`, columns);

const of = (kind: string, table: Sql, cursor: Sql, owner: Sql, columns: readonly Sql[]) =>
  recordsOf(kind, {
    ...{ table, cursor, whose: (userId) => sql`${owner} = ${userId}` },
    columns: columns.reduce((before, next) => sql`${before}, ${next}`),
  });
