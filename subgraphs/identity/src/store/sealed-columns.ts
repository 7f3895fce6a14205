import {
  isStale,
  platformTenant,
  sql,
  type BoundDatabase,
  type SealedColumn,
  type Sql,
  type StaleValue,
} from '@conea/platform';
import { createColumnSeal, type ColumnSeal, type SealedPlace, type Seals } from '../domain/column-seal.ts';
import { createKeySeal, sealedKeyPlace } from '../domain/key-seal.ts';
import { sealedSeedPlace } from '../domain/totp-factor.ts';
import { namedSecretPlace } from './named-secrets.ts';

type Statements = {
  /** Answers `id` and `sealed`. */
  list(after: string, limit: number): Sql;
  replace(id: string, old: string, sealed: string): Sql;
};

/** What is sealed in this database, for sealing it anew. */
export function listSealedColumns(database: BoundDatabase, seals: Seals): SealedColumn[] {
  const column = (place: SealedPlace, statements: Statements, seal: ColumnSeal): SealedColumn => ({
    name: `${place.table}.${place.column}`,
    list: async (after, limit) => {
      const rows = await database.many<Omit<StaleValue, 'tenantId'>>(statements.list(after, limit));
      return rows.map((row) => ({ ...row, tenantId: platformTenant }));
    },
    reseal: async ({ id, sealed }) => seal.seal(id, await seal.open(id, sealed)),
    replace: async ({ id, sealed: old }, sealed) => void (await database.execute(statements.replace(id, old, sealed))),
  });
  return [
    column(sealedKeyPlace, ofKeys, createKeySeal(seals)),
    column(namedSecretPlace, ofNamedSecrets, createColumnSeal(seals, namedSecretPlace)),
    column(sealedSeedPlace, ofSeeds, createColumnSeal(seals, sealedSeedPlace)),
  ];
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

const ofSeeds: Statements = {
  list: (after, limit) => sql`
    select id, sealed_seed as sealed from totp_factors
    where id > ${after} and ${isStale(sql`sealed_seed`)}
    order by id
    limit ${limit}`,
  replace: (id, old, sealed) => sql`
    update totp_factors set sealed_seed = ${sealed} where id = ${id} and sealed_seed = ${old}`,
};
