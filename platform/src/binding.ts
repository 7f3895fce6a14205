import pg from 'pg';

/** Who a statement is for: the policies of row-level security read it from settings of the transaction (`migrations/subgraph/0002_row_level_security.sql`). */
export type Binding = {
  /** Whose rows it finds; null finds those of no tenant. */
  tenantId?: string | null;
  /** Whose own rows it finds, in whichever tenant. */
  personId?: string | null;
  /** What is done, as mutations name it: policies name the few actions that find rows of others, each on the tables that it needs. */
  action?: string | null;
};

/** The setting of each part of a binding. */
export const bindingSettings = {
  tenantId: 'conea.tenant',
  personId: 'conea.person',
  action: 'conea.action',
} as const satisfies { [Part in keyof Required<Binding>]: string };

/** Stands for all tenants; no tenant can have this id. */
export const everyTenant = '*';

/** Answers the id; throws when it could stand for all tenants or for none. */
export function parseTenant(id: string): string {
  if (id === '' || id === everyTenant) throw new Error('a statement can be bound to the id of one tenant only');
  return id;
}

/** Begins a transaction that is bound, in one round trip. */
export function beginBound({ tenantId = null, personId = null, action = null }: Binding): string {
  const settings = [
    [bindingSettings.tenantId, tenantId],
    [bindingSettings.personId, personId],
    [bindingSettings.action, action],
  ] as const;
  const set = settings.flatMap(([name, value]) =>
    value === null ? [] : [`set local ${name} = ${pg.escapeLiteral(value)}`],
  );
  return ['begin', ...set].join('; ');
}
