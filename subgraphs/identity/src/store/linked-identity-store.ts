import { sql, type Database, type Queries } from '@conea/platform';
import { maxLinkedIdentities, type LinkedIdentity, type LinkedIdentityStore } from '../domain/linked-identity.ts';

const identities = sql`
  select id, user_id as "userId", provider, email, created_at as "linkedAt", last_used_at as "lastUsedAt"
  from linked_identities`;

const listOfUser = (queries: Queries, userId: string) =>
  queries.many<LinkedIdentity>(
    sql`${identities} where user_id = ${userId} order by created_at, id limit ${maxLinkedIdentities}`,
  );

/** Linked identities in Postgres. An identity is found by issuer and subject, never by an address. */
export function createLinkedIdentityStore(database: Database): LinkedIdentityStore {
  return {
    lock: async (tx, { issuer, subject }) => {
      const lock = JSON.stringify([issuer, subject]);
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`);
      return tx.maybeOne<LinkedIdentity>(sql`${identities} where issuer = ${issuer} and subject = ${subject}`);
    },
    lockOfUser: async (tx, userId) => {
      const { hasPassword } = await tx.one<{ hasPassword: boolean }>(sql`
        select password_hash is not null as "hasPassword" from users where id = ${userId} for no key update`);
      return { hasPassword, identities: await listOfUser(tx, userId) };
    },
    add: async (tx, { provider, issuer, subject, email }, { id, userId, linkedAt }) => {
      await tx.execute(sql`
        insert into linked_identities (id, user_id, provider, issuer, subject, email, created_at)
        values (${id}, ${userId}, ${provider}, ${issuer}, ${subject}, ${email}, ${linkedAt})`);
    },
    noteUse: async (tx, id, email, now) => {
      await tx.execute(sql`update linked_identities set last_used_at = ${now}, email = ${email} where id = ${id}`);
    },
    remove: async (tx, id) => {
      await tx.execute(sql`delete from linked_identities where id = ${id}`);
    },
    listOfUser: (userId) => listOfUser(database, userId),
  };
}
