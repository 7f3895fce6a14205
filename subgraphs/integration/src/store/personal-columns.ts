import { sql, type BoundDatabase, type SealedColumn, type StaleValue } from '@conea/platform';
import { z } from 'zod';
import { hashContent } from '../domain/merge.ts';
import { splitPersonal } from '../domain/personal-fields.ts';
import type { PersonalSeals } from './personal-seals.ts';

/** Each condition is that of an index. */
const tables = {
  orders: {
    table: sql`orders`,
    inTheClear: sql`coalesce(record ->> 'email', record ->> 'shippingAddress') is not null`,
  },
  customers: {
    table: sql`customers`,
    inTheClear: sql`coalesce(record ->> 'name', record ->> 'email', record ->> 'phone', record ->> 'address') is not null`,
  },
};
const resources = ['orders', 'customers'] as const;

const clearRecord = z
  .string()
  .startsWith('{')
  .transform((text) => z.record(z.string(), z.unknown()).parse(JSON.parse(text)));

/** What records say of persons, for sealing it anew; a record that has it in the clear is a stale value too, and is split. */
export function listPersonalColumns(database: BoundDatabase, seals: PersonalSeals): SealedColumn[] {
  return resources.map((resource) => {
    const { table, inTheClear } = tables[resource];
    const split = (stored: string) => {
      const clear = clearRecord.safeParse(stored);
      return clear.success ? splitPersonal(resource, clear.data) : null;
    };
    return {
      name: `${resource}.sealed_personal`,
      list: (after, limit) =>
        database.many<StaleValue>(sql`
          select id, organization_id as "tenantId", record::text as sealed
          from ${table}
          where id > ${after} and ${inTheClear}
          union all
          select id, organization_id as "tenantId", sealed_personal as sealed
          from ${table}
          where id > ${after} and sealed_personal is not null and not ${inTheClear}
            and split_part(sealed_personal, '.', 2) in (select id from data_keys where superseded_at is not null)
          order by id
          limit ${limit}`),
      reseal: async ({ id, tenantId, sealed }) => {
        const row = { id, organizationId: tenantId };
        const clear = split(sealed);
        const personal = clear ? clear.personal : await seals.open(resource, row, sealed);
        return (await seals.seal(resource, row, personal)) ?? '';
      },
      replace: async ({ id, sealed: old }, sealed) => {
        const clear = split(old);
        await (clear
          ? database.execute(sql`
              update ${table}
              set record = ${JSON.stringify(clear.record)}::jsonb, content_hash = ${hashContent(clear.record)},
                sealed_personal = nullif(${sealed}, '')
              where id = ${id} and record = ${old}::jsonb`)
          : database.execute(sql`
              update ${table} set sealed_personal = ${sealed} where id = ${id} and sealed_personal = ${old}`));
      },
    };
  });
}
