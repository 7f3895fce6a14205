/** The setting of a transaction that the policies of row-level security read (`migrations/subgraph/0002_row_level_security.sql`). */
export const tenantSetting = 'conea.tenant';

/** Stands for all tenants; no tenant can have this id. */
export const everyTenant = '*';

/** Answers the id; throws when it could stand for all tenants or for none. */
export function parseTenant(id: string): string {
  if (id === '' || id === everyTenant) throw new Error('a statement can be bound to the id of one tenant only');
  return id;
}
