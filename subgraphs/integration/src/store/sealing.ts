import {
  isStale,
  sql,
  type BoundDatabase,
  type Envelope,
  type SealedColumn,
  type SecretBox,
  type Sql,
  type StaleValue,
} from '@conea/platform';
import type { Owner } from '../domain/credentials.ts';
import { listPersonalColumns } from './personal-columns.ts';
import { createPersonalSeals } from './personal-seals.ts';

/** `box` opens what was sealed before each organization had keys of its own. */
export type Sealing = { envelope: Envelope; box: SecretBox };

export type Kind = 'credentials' | 'token' | 'signing';

const columns = {
  credentials: { table: 'store_credentials', column: 'sealed_credentials' },
  token: { table: 'store_credentials', column: 'sealed_access_token' },
  signing: { table: 'signing_secrets', column: 'sealed_secret' },
} as const;

/** Seals the secrets of a store for the row that they stand in; `rowId` is the integration, or the signing secret. */
export function createStoreSeals({ envelope, box }: Sealing) {
  const placeOf = (kind: Kind, tenantId: string, rowId: string) => ({ ...columns[kind], tenantId, rowId });
  return {
    seal: (kind: Kind, owner: Owner, rowId: string, secret: string) =>
      envelope.seal(placeOf(kind, owner.organizationId, rowId), secret),
    open: async (kind: Kind, owner: Owner, rowId: string, sealed: string) => {
      if (!sealed.startsWith('v1.')) return envelope.open(placeOf(kind, owner.organizationId, rowId), sealed);
      const context = ['store_credentials', kind, owner.organizationId, owner.integrationId].join('|');
      return box.open(sealed, context).toString('utf8');
    },
  };
}

/** The columns of what is sealed, for sealing it anew. */
export function listSealedColumns(database: BoundDatabase, sealing: Sealing): SealedColumn[] {
  const seals = createStoreSeals(sealing);
  const column = (kind: Kind, statements: Statements): SealedColumn => ({
    name: `${columns[kind].table}.${columns[kind].column}`,
    list: (after, limit) => database.many<StaleValue>(statements.list(after, limit)),
    reseal: async ({ id, tenantId, sealed }) => {
      const integrationId = kind === 'signing' ? await integrationOf(database, id) : id;
      const owner = { organizationId: tenantId, integrationId };
      return seals.seal(kind, owner, id, await seals.open(kind, owner, id, sealed));
    },
    replace: async ({ id, sealed: old }, sealed) => void (await database.execute(statements.replace(id, old, sealed))),
  });
  const secrets = [
    column('credentials', ofCredentials),
    column('token', ofTokens),
    column('signing', ofSigningSecrets),
  ];
  return [...secrets, ...listPersonalColumns(database, createPersonalSeals(sealing.envelope))];
}

type Statements = {
  list(after: string, limit: number): Sql;
  replace(id: string, old: string, sealed: string): Sql;
};

const ofCredentials: Statements = {
  list: (after, limit) => sql`
    select kept.integration_id as id, owner.organization_id as "tenantId", kept.sealed_credentials as sealed
    from store_credentials as kept join integrations as owner on owner.id = kept.integration_id
    where kept.integration_id > ${after} and ${isStale(sql`kept.sealed_credentials`)}
    order by kept.integration_id
    limit ${limit}`,
  replace: (id, old, sealed) => sql`
    update store_credentials set sealed_credentials = ${sealed}
    where integration_id = ${id} and sealed_credentials = ${old}`,
};

const ofTokens: Statements = {
  list: (after, limit) => sql`
    select kept.integration_id as id, owner.organization_id as "tenantId", kept.sealed_access_token as sealed
    from store_credentials as kept join integrations as owner on owner.id = kept.integration_id
    where kept.integration_id > ${after} and ${isStale(sql`kept.sealed_access_token`)}
    order by kept.integration_id
    limit ${limit}`,
  replace: (id, old, sealed) => sql`
    update store_credentials set sealed_access_token = ${sealed}
    where integration_id = ${id} and sealed_access_token = ${old}`,
};

const ofSigningSecrets: Statements = {
  list: (after, limit) => sql`
    select kept.id, owner.organization_id as "tenantId", kept.sealed_secret as sealed
    from signing_secrets as kept join integrations as owner on owner.id = kept.integration_id
    where kept.id > ${after} and ${isStale(sql`kept.sealed_secret`)}
    order by kept.id
    limit ${limit}`,
  replace: (id, old, sealed) => sql`
    update signing_secrets set sealed_secret = ${sealed} where id = ${id} and sealed_secret = ${old}`,
};

async function integrationOf(database: BoundDatabase, id: string): Promise<string> {
  const row = await database.one<{ integrationId: string }>(sql`
    select integration_id as "integrationId" from signing_secrets where id = ${id}`);
  return row.integrationId;
}
