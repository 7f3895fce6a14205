import { platformTenant, sql, type Database, type Queries } from '@conea/platform';
import { emailOf } from '../domain/email.ts';
import type { TokenOwner, TokenStore } from '../domain/one-time-token.ts';
import { createPersonalSeal, personalPlaces, type PersonalData } from '../domain/personal-data.ts';
import { createPersonSeal, personColumns, type SealedPerson } from './sealed-person.ts';

type OwnerRow = { userId: string; sealed: string | null; clear: string | null; organizationId: string | null };

const columns = sql`
  token.user_id as "userId", token.sealed_email as sealed, token.email as clear, token.organization_id as "organizationId"`;

/** One-time tokens in Postgres; the address of each is sealed under the data key of its person. */
export function createTokenStore(database: Database, personal: Pick<PersonalData, 'envelope'>): TokenStore {
  const seal = createPersonalSeal(personal, personalPlaces.tokenEmail);
  const person = createPersonSeal(personal);
  const rowOf = (hash: Buffer, userId: string | null) => ({
    ...{ ownerId: userId ?? platformTenant, rowId: hash.toString('hex') },
  });
  const toOwner = async (hash: Buffer, { sealed, clear, ...owner }: OwnerRow): Promise<TokenOwner> => {
    const address = await seal.open(rowOf(hash, owner.userId), { sealed, clear });
    return { userId: owner.userId, organizationId: owner.organizationId, email: emailOf(address) };
  };
  return {
    add: async (tx, { hash, purpose, userId, email, organizationId, createdAt, expiresAt }) => {
      const sealed = await seal.seal(rowOf(hash, userId), email.address);
      await tx.execute(sql`
        insert into one_time_tokens (token_hash, purpose, user_id, sealed_email, organization_id, created_at, expires_at)
        values (${hash}, ${purpose}, ${userId}, ${sealed}, ${organizationId}, ${createdAt}, ${expiresAt})`);
    },
    findOpen: async (purpose, hash, now) => {
      const row = await database.maybeOne<OwnerRow & SealedPerson>(sql`
        select ${columns}, person.id, ${personColumns}
        from one_time_tokens as token
        join users as person on person.id = token.user_id
        where token_hash = ${hash} and purpose = ${purpose} and ended_at is null and expires_at > ${now}`);
      if (!row) return null;
      const { name } = await person.open(row);
      return { ...(await toOwner(hash, row)), name };
    },
    // Compare and set: a racer waits on the row, then finds it ended.
    use: async (tx, purpose, hash, now) => {
      const owner = await tx.maybeOne<OwnerRow>(sql`
        update one_time_tokens as token set ended_at = ${now}
        where token_hash = ${hash} and purpose = ${purpose} and ended_at is null and expires_at > ${now}
        returning ${columns}`);
      return owner && toOwner(hash, owner);
    },
    endOpen: async (tx, userId, purposes, now) => {
      await tx.execute(sql`
        update one_time_tokens set ended_at = ${now}
        where user_id = ${userId} and purpose = any(${purposes}) and ended_at is null`);
    },
    endAll: async (tx, userId, now) => {
      await tx.execute(sql`
        update one_time_tokens set ended_at = ${now} where user_id = ${userId} and ended_at is null`);
    },
  };
}

/** Deletes tokens that ended before a time; answers how many. */
export function deleteEndedTokens(database: Queries, before: Date): Promise<number> {
  return database.execute(sql`delete from one_time_tokens where least(expires_at, ended_at) < ${before}`);
}
