import { platformTenant, sql, type Queries, type Sql } from '@conea/platform';
import type { Indexed } from '../domain/blind-index.ts';
import type { SealedPlace } from '../domain/column-seal.ts';
import { emailOf } from '../domain/email.ts';
import { personalPlaces, type Kept } from '../domain/personal-data.ts';
import { identityText } from './linked-identity-store.ts';

/** A row of a personal column; `indexed` is what it is found by, and `issuer` what its subject is of. */
export type PersonalRow = Kept & { id: string; ownerId: string; indexed: string | null; issuer: string | null };

/** Where a column stands, in words of SQL; `clear` is where its values stood before they were sealed. */
export type PersonalColumn = {
  place: SealedPlace;
  table: Sql;
  id: Sql;
  owner: Sql;
  sealed: Sql;
  clear: Sql;
  index: {
    kind: Indexed;
    column: Sql;
    /** What is hashed of a value. */
    textOf(value: string, row: PersonalRow): string;
    /** Columns in clear that are emptied with it. */
    alsoClear: Sql | null;
  } | null;
};

const keyOf = (address: string) => emailOf(address).key;
const [id, sealedEmail, email] = [sql`id`, sql`sealed_email`, sql`email`];
const addressIndex = { column: sql`email_index`, textOf: keyOf, alsoClear: sql`email_key` };

/** All columns of personal data that outlive ten minutes. */
export const personalColumns: readonly PersonalColumn[] = [
  {
    ...{ place: personalPlaces.userEmail, table: sql`users`, id, owner: id, sealed: sealedEmail, clear: email },
    index: { kind: 'address of a user', ...addressIndex },
  },
  {
    ...{ place: personalPlaces.userName, table: sql`users`, id, owner: id, sealed: sql`sealed_name`, clear: sql`name` },
    index: null,
  },
  {
    ...{ place: personalPlaces.tokenEmail, table: sql`one_time_tokens`, id: sql`encode(token_hash, 'hex')` },
    ...{ owner: sql`coalesce(user_id, ${platformTenant})`, sealed: sealedEmail, clear: email, index: null },
  },
  {
    ...{ place: personalPlaces.invitationEmail, table: sql`invitations`, id, owner: sql`organization_id` },
    ...{ sealed: sealedEmail, clear: email, index: { kind: 'address of an invitation', ...addressIndex } },
  },
  {
    ...{ place: personalPlaces.linkedEmail, table: sql`linked_identities`, id, owner: sql`user_id` },
    ...{ sealed: sealedEmail, clear: email, index: null },
  },
  {
    ...{ place: personalPlaces.linkedSubject, table: sql`linked_identities`, id, owner: sql`user_id` },
    ...{ sealed: sql`sealed_subject`, clear: sql`subject` },
    index: {
      ...{ kind: 'linked identity', column: sql`subject_index`, alsoClear: null },
      textOf: (subject, { issuer }) => identityText(issuer ?? '', subject),
    },
  },
];

/** Whether a hash was made under another key than that of this version. */
export const isOfOtherVersion = (column: Sql, version: number): Sql =>
  sql`(${column} < ${`${version}.`} or ${column} >= ${`${version}/`})`;

/** Rows after an id that meet a condition, in the order of ids. */
export function listPersonal(queries: Queries, column: PersonalColumn, condition: Sql, after: string, limit: number) {
  const { table, sealed, clear, index } = column;
  const issuer = index?.kind === 'linked identity' ? sql`issuer` : sql`null`;
  return queries.many<PersonalRow>(sql`
    select ${column.id} as id, ${column.owner} as "ownerId", ${sealed} as sealed, ${clear} as clear,
      ${index?.column ?? sql`null`} as indexed, ${issuer} as issuer
    from ${table}
    where ${condition} and ${column.id} > ${after}
    order by ${column.id}
    limit ${limit}`);
}

/** Puts a value in its row, sealed and indexed, unless somebody else has written it since; answers whether it did. */
export async function replacePersonal(
  queries: Queries,
  column: PersonalColumn,
  row: PersonalRow,
  { sealed, indexed }: { sealed: string; indexed: string | null },
): Promise<boolean> {
  const { index } = column;
  const others = index
    ? sql`, ${index.column} = ${indexed}${index.alsoClear ? sql`, ${index.alsoClear} = null` : sql``}`
    : sql``;
  const replaced = await queries.execute(sql`
    update ${column.table} set ${column.sealed} = ${sealed}, ${column.clear} = null${others}
    where ${column.id} = ${row.id} and ${column.sealed} is not distinct from ${row.sealed}
      and ${column.clear} is not distinct from ${row.clear}`);
  return replaced === 1;
}
