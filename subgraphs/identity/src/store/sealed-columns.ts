import {
  isStale,
  platformTenant,
  sql,
  type BoundDatabase,
  type SealedColumn,
  type Sql,
  type StaleValue,
  type Transaction,
} from '@conea/platform';
import { createColumnSeal, type ColumnSeal, type SealedPlace, type Seals } from '../domain/column-seal.ts';
import { sealedAddressPlace } from '../domain/erasure.ts';
import { createKeySeal, sealedKeyPlace } from '../domain/key-seal.ts';
import { exportKeyPlace } from '../domain/request-data-export.ts';
import { sealedSeedPlace } from '../domain/totp-factor.ts';
import { createPersonalSeal } from '../domain/personal-data.ts';
import { within } from './across-organizations.ts';
import { indexKeyPlace } from './blind-index.ts';
import { namedSecretPlace } from './named-secrets.ts';
import { listPersonal, personalColumns, type PersonalColumn } from './personal-columns.ts';

type Statements = {
  /** Answers `id` and `sealed`. */
  list(after: string, limit: number): Sql;
  replace(id: string, old: string, sealed: string): Sql;
};

type Resealing = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;

/** What is sealed in this database, for sealing it anew. */
export function listSealedColumns(database: BoundDatabase, seals: Seals): SealedColumn[] {
  const resealing: Resealing = (work) => database.transaction((tx) => within(tx, 'secret.reseal', () => work(tx)));
  const column = (place: SealedPlace, statements: Statements, seal: ColumnSeal): SealedColumn => ({
    name: `${place.table}.${place.column}`,
    list: async (after, limit) => {
      const rows = await resealing((tx) => tx.many<Omit<StaleValue, 'tenantId'>>(statements.list(after, limit)));
      return rows.map((row) => ({ ...row, tenantId: platformTenant }));
    },
    reseal: async ({ id, sealed }) => seal.seal(id, await seal.open(id, sealed)),
    replace: async ({ id, sealed: old }, sealed) =>
      void (await resealing((tx) => tx.execute(statements.replace(id, old, sealed)))),
  });
  return [
    column(sealedKeyPlace, ofKeys, createKeySeal(seals)),
    column(namedSecretPlace, ofNamedSecrets, createColumnSeal(seals, namedSecretPlace)),
    column(sealedAddressPlace, ofAddresses, createColumnSeal(seals, sealedAddressPlace)),
    column(exportKeyPlace, ofExports, createColumnSeal(seals, exportKeyPlace)),
    column(sealedSeedPlace, ofSeeds, createColumnSeal(seals, sealedSeedPlace)),
    column(indexKeyPlace, ofIndexKeys, createColumnSeal(seals, indexKeyPlace)),
    ...personalColumns.map((one) => personalColumn(resealing, seals, one)),
  ];
}

/** Of people and organizations, each sealed under a key of its owner. */
function personalColumn(resealing: Resealing, seals: Seals, column: PersonalColumn): SealedColumn {
  const { place, sealed } = column;
  const seal = createPersonalSeal(seals, place);
  return {
    name: `${place.table}.${place.column}`,
    list: async (after, limit) => {
      const rows = await resealing((tx) => listPersonal(tx, column, isStale(sealed), after, limit));
      return rows.map(({ id, ownerId, sealed: old }) => ({ id, tenantId: ownerId, sealed: old ?? '' }));
    },
    reseal: async ({ id, tenantId, sealed: old }) => {
      const row = { ownerId: tenantId, rowId: id };
      return seal.seal(row, await seal.open(row, { sealed: old, clear: null }));
    },
    replace: async ({ id, sealed: old }, fresh) =>
      void (await resealing((tx) =>
        tx.execute(sql`
          update ${column.table} set ${sealed} = ${fresh} where ${column.id} = ${id} and ${sealed} = ${old}`),
      )),
  };
}

/** `only`: the condition of an index, beside which no value is stale. */
const sealedIn = (table: Sql, key: Sql, column: Sql, only: Sql = sql`true`): Statements => ({
  list: (after, limit) => sql`
    select ${key} as id, ${column} as sealed from ${table}
    where ${only} and ${key} > ${after} and ${isStale(column)}
    order by ${key}
    limit ${limit}`,
  replace: (id, old, sealed) => sql`
    update ${table} set ${column} = ${sealed} where ${key} = ${id} and ${column} = ${old}`,
});

const ofKeys = sealedIn(sql`signing_keys`, sql`id`, sql`sealed_secret`);
const ofNamedSecrets = sealedIn(sql`named_secrets`, sql`name`, sql`sealed_secret`);
const ofIndexKeys = sealedIn(sql`blind_index_keys`, sql`version::text`, sql`sealed_key`);
const ofSeeds = sealedIn(sql`totp_factors`, sql`id`, sql`sealed_seed`);
const ofExports = sealedIn(sql`data_exports`, sql`id`, sql`sealed_private_key`);
/** Of whom is being erased. */
const ofAddresses = sealedIn(sql`erasure_requests`, sql`id`, sql`sealed_address`, sql`completed_at is null`);
