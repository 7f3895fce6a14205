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

const ofKeys: Statements = {
  list: (after, limit) => sql`
    select id, sealed_secret as sealed from signing_keys
    where sealed_secret is not null and id > ${after} and ${isStale(sql`sealed_secret`)}
    order by id
    limit ${limit}`,
  replace: (id, old, sealed) => sql`
    update signing_keys set sealed_secret = ${sealed} where id = ${id} and sealed_secret = ${old}`,
};

const ofNamedSecrets: Statements = {
  list: (after, limit) => sql`
    select name as id, sealed_secret as sealed from named_secrets
    where name > ${after} and ${isStale(sql`sealed_secret`)}
    order by name
    limit ${limit}`,
  replace: (id, old, sealed) => sql`
    update named_secrets set sealed_secret = ${sealed} where name = ${id} and sealed_secret = ${old}`,
};

const ofIndexKeys: Statements = {
  list: (after, limit) => sql`
    select version::text as id, sealed_key as sealed from blind_index_keys
    where version::text > ${after} and ${isStale(sql`sealed_key`)}
    order by version::text
    limit ${limit}`,
  replace: (id, old, sealed) => sql`
    update blind_index_keys set sealed_key = ${sealed} where version::text = ${id} and sealed_key = ${old}`,
};

const ofSeeds: Statements = {
  list: (after, limit) => sql`
    select id, sealed_seed as sealed from totp_factors
    where id > ${after} and ${isStale(sql`sealed_seed`)}
    order by id
    limit ${limit}`,
  replace: (id, old, sealed) => sql`
    update totp_factors set sealed_seed = ${sealed} where id = ${id} and sealed_seed = ${old}`,
};

const ofExports: Statements = {
  list: (after, limit) => sql`
    select id, sealed_private_key as sealed from data_exports
    where sealed_private_key is not null and id > ${after} and ${isStale(sql`sealed_private_key`)}
    order by id
    limit ${limit}`,
  replace: (id, old, sealed) => sql`
    update data_exports set sealed_private_key = ${sealed} where id = ${id} and sealed_private_key = ${old}`,
};

/** Of whom is being erased. */
const ofAddresses: Statements = {
  list: (after, limit) => sql`
    select id, sealed_address as sealed from erasure_requests
    where completed_at is null and id > ${after} and ${isStale(sql`sealed_address`)}
    order by id
    limit ${limit}`,
  replace: (id, old, sealed) => sql`
    update erasure_requests set sealed_address = ${sealed} where id = ${id} and sealed_address = ${old}`,
};
