import { sql, type Database, type Queries, type Transaction } from '@conea/platform';
import { maxLinkedIdentities, type LinkedIdentity, type LinkedIdentityStore } from '../domain/linked-identity.ts';
import { createPersonalSeal, personalPlaces, type PersonalData } from '../domain/personal-data.ts';

type Row = Omit<LinkedIdentity, 'email'> & { sealed: string | null; clear: string | null };

const identities = sql`
  select id, user_id as "userId", provider, sealed_email as sealed, email as clear, created_at as "linkedAt", last_used_at as "lastUsedAt"
  from linked_identities`;

/** What an identity is found by, hashed. */
export const identityText = (issuer: string, subject: string) => JSON.stringify([issuer, subject]);

/** Linked identities in Postgres, sealed under the data keys of their persons. An identity is found by issuer and subject, never by an address. */
export function createLinkedIdentityStore(database: Database, personal: PersonalData): LinkedIdentityStore {
  const email = createPersonalSeal(personal, personalPlaces.linkedEmail);
  const subjects = createPersonalSeal(personal, personalPlaces.linkedSubject);
  const hold = (tx: Transaction, issuer: string, subject: string) =>
    personal.index.hold(tx, 'linked identity', identityText(issuer, subject));
  const sealEmail = async (rowId: string, ownerId: string, address: string | null) =>
    address === null ? null : email.seal({ ownerId, rowId }, address);
  const toIdentity = async ({ sealed, clear, ...identity }: Row): Promise<LinkedIdentity> => {
    const row = { ownerId: identity.userId, rowId: identity.id };
    const isEmpty = sealed === null && clear === null;
    return { ...identity, email: isEmpty ? null : await email.open(row, { sealed, clear }) };
  };
  const listOfUser = async (queries: Queries, userId: string) => {
    const rows = await queries.many<Row>(
      sql`${identities} where user_id = ${userId} order by created_at, id limit ${maxLinkedIdentities}`,
    );
    return Promise.all(rows.map(toIdentity));
  };
  return {
    lock: async (tx, { issuer, subject }) => {
      const { all } = await hold(tx, issuer, subject);
      const row = await tx.maybeOne<Row>(sql`
        ${identities} where subject_index = any(${all}) or (issuer = ${issuer} and subject = ${subject})`);
      return row && toIdentity(row);
    },
    lockOfUser: async (tx, userId) => {
      const { hasPassword } = await tx.one<{ hasPassword: boolean }>(sql`
        select password_hash is not null as "hasPassword" from users where id = ${userId} for no key update`);
      return { hasPassword, identities: await listOfUser(tx, userId) };
    },
    add: async (tx, { provider, issuer, subject, email: address }, { id, userId, linkedAt }) => {
      const { stored } = await hold(tx, issuer, subject);
      const [sealedEmail, sealedSubject] = await Promise.all([
        sealEmail(id, userId, address),
        subjects.seal({ ownerId: userId, rowId: id }, subject),
      ]);
      await tx.execute(sql`
        insert into linked_identities (id, user_id, provider, issuer, sealed_subject, subject_index, sealed_email, created_at)
        values (${id}, ${userId}, ${provider}, ${issuer}, ${sealedSubject}, ${stored}, ${sealedEmail}, ${linkedAt})`);
    },
    noteUse: async (tx, { id, userId }, address, now) => {
      await tx.execute(sql`
        update linked_identities
        set last_used_at = ${now}, sealed_email = ${await sealEmail(id, userId, address)}, email = null
        where id = ${id}`);
    },
    remove: async (tx, id) => {
      await tx.execute(sql`delete from linked_identities where id = ${id}`);
    },
    listOfUser: (userId) => listOfUser(database, userId),
  };
}
