import { sql, type Database } from '@conea/platform';
import type { Organization, OrganizationStore } from '../domain/organization.ts';
import type { SecondFactorPolicy } from '../domain/second-factor.ts';

type Row = Omit<Organization, 'secondFactorPolicy'> & SecondFactorPolicy;

/** Organizations in Postgres. */
export function createOrganizationStore(database: Database): OrganizationStore {
  return {
    create: async (tx, { id, name, createdAt }) => {
      await tx.execute(sql`insert into organizations (id, name, created_at) values (${id}, ${name}, ${createdAt})`);
    },
    setSecondFactorPolicy: async (tx, id, { requiredFrom, kinds }) => {
      await tx.execute(sql`
        update organizations set second_factor_required_from = ${requiredFrom}, second_factor_kinds = ${kinds} where id = ${id}`);
    },
    changeAuditRetention: async (tx, id, days) => {
      const { before } = await tx.one<{ before: number }>(sql`
        update organizations set audit_retention_days = ${days}
        from (select audit_retention_days as before from organizations where id = ${id} for update) as earlier
        where id = ${id}
        returning before`);
      return before;
    },
    listByIds: async (ids) => {
      const found = await Promise.all(
        ids.map((id) =>
          database.forTenant(id).many<Row>(sql`
            select id, name, created_at as "createdAt", second_factor_required_from as "requiredFrom", second_factor_kinds as kinds,
              audit_retention_days as "auditRetentionDays"
            from organizations
            where id = ${id}`),
        ),
      );
      return found
        .flat()
        .map(({ requiredFrom, kinds, ...row }) => ({ ...row, secondFactorPolicy: { requiredFrom, kinds } }));
    },
    findName: async (tx, id) => {
      const row = await tx.maybeOne<{ name: string }>(sql`select name from organizations where id = ${id}`);
      return row?.name ?? null;
    },
  };
}
