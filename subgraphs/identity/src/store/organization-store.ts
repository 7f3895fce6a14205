import { sql, type Database } from '@conea/platform';
import type { Organization, OrganizationStore } from '../domain/organization.ts';

/** Organizations in Postgres. */
export function createOrganizationStore(database: Database): OrganizationStore {
  return {
    create: async (tx, { id, name, createdAt }) => {
      await tx.execute(sql`insert into organizations (id, name, created_at) values (${id}, ${name}, ${createdAt})`);
    },
    listByIds: (ids) =>
      database.many<Organization>(
        sql`select id, name, created_at as "createdAt" from organizations where id = any(${ids})`,
      ),
  };
}
