import { sql } from '@conea/platform';
import type { Passkey, PasskeyStore } from '../domain/passkey.ts';
import { within } from './across-organizations.ts';

const columns = sql`
  id, user_id as "userId", name, credential_id as "credentialId", public_key as "publicKey", counter, transports,
  created_at as "createdAt", last_used_at as "lastUsedAt"`;

/** Passkeys in Postgres. */
export const passkeyStore: PasskeyStore = {
  add: async (tx, { id, userId, name, credentialId, publicKey, counter, transports, createdAt }) => {
    const added = await tx.execute(sql`
      insert into passkeys (id, user_id, name, credential_id, public_key, counter, transports, created_at)
      values (${id}, ${userId}, ${name}, ${credentialId}, ${publicKey}, ${counter}, ${transports}, ${createdAt})
      on conflict (credential_id) do nothing`);
    return added === 1;
  },
  listOfUser: (queries, userId) =>
    queries.many<Passkey>(sql`select ${columns} from passkeys where user_id = ${userId} order by created_at, id`),
  findByCredential: (tx, credentialId) =>
    within(tx, 'passkey.present', () =>
      tx.maybeOne<Passkey>(sql`select ${columns} from passkeys where credential_id = ${credentialId}`),
    ),
  // Compare and set (WebAuthn, level 3, section 7.2): a racer waits on the row, then finds that it counted on.
  noteUse: async (tx, id, counter, now) =>
    (await tx.execute(sql`
      update passkeys set counter = ${counter}, last_used_at = ${now}
      where id = ${id} and (counter < ${counter} or (counter = 0 and ${counter}::bigint = 0))`)) === 1,
  rename: async (tx, userId, id, name) =>
    (await tx.execute(sql`update passkeys set name = ${name} where id = ${id} and user_id = ${userId}`)) === 1,
  remove: async (tx, userId, id) =>
    (await tx.execute(sql`delete from passkeys where id = ${id} and user_id = ${userId}`)) === 1,
  removeAll: async (tx, userId) => {
    await tx.execute(sql`delete from passkeys where user_id = ${userId}`);
  },
};
