import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bindTransaction, sql, type Queries } from '@conea/platform';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { beginAuditWork } from '../src/store/audit-work.ts';
import { analyticsMigrations } from './support/audit-trail.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase(analyticsMigrations);
  await test.database.execute(sql`
    insert into audit_entries (id, tenant_id, domain, action, result, occurred_at, metadata)
    select 'evt_' || number, 'org_' || number % 100, 'ai', 'a', 'success', now() - number * interval '1 second', '{}'
    from generate_series(1, 10000) as number`);
  await test.database.execute(sql`analyze audit_entries`);
});
afterAll(() => test.drop());

const tenants = async (queries: Queries) => {
  const rows = await queries.many<{ tenant: string }>(
    sql`select distinct tenant_id as tenant from audit_entries order by tenant_id limit 3`,
  );
  return rows.map(({ tenant }) => tenant);
};

describe('policies that ask their settings once for a statement', () => {
  it('hold for the tenant that the transaction is bound to by then', async () => {
    const found = await test.served.forTenant('org_1').transaction(async (tx) => {
      const first = await tenants(tx);
      await bindTransaction(tx, 'org_2');
      const second = await tenants(tx);
      await tx.execute(sql`select set_config('conea.tenant', '', true)`);
      return [first, second, await tenants(tx)];
    });
    expect(found).toEqual([['org_1'], ['org_2'], []]);
  });

  it('hold anew for each execution of a statement that Postgres has planned once for all', async () => {
    const found = await test.served.forTenant('org_1').transaction(async (tx) => {
      await tx.execute(sql`set local plan_cache_mode = force_generic_plan`);
      await tx.execute(
        sql`prepare counted as select count(distinct tenant_id), min(tenant_id) as tenant from audit_entries`,
      );
      const count = () => tx.one<{ count: number; tenant: string | null }>(sql`execute counted`);
      const first = await count();
      await bindTransaction(tx, 'org_2');
      const second = await count();
      await tx.execute(sql`deallocate counted`);
      return [first, second];
    });
    expect(found).toEqual([
      { count: 1, tenant: 'org_1' },
      { count: 1, tenant: 'org_2' },
    ]);
  });

  it('let a transaction write seals only once it has said that it seals', async () => {
    const seal = sql`insert into audit_seals (tenant_id, seq, entry_id, hash) values ('org_1', 1, 'evt_1', '\\x00')`;
    await expect(test.served.forTenant('org_1').transaction((tx) => tx.execute(seal))).rejects.toMatchObject({
      code: '42501',
    });
    const rolledBack = new Error('rolled back');
    const sealing = test.served.forTenant('org_1').transaction(async (tx) => {
      await beginAuditWork(tx, 'seal');
      expect(await tx.execute(seal)).toBe(1);
      throw rolledBack;
    });
    await expect(sealing).rejects.toBe(rolledBack);
  });

  it('leave what an organization asks of its own trail to an index', async () => {
    const plan = await test.served.forTenant('org_1').many(sql`
      explain select id from audit_entries where tenant_id = ${'org_1'} order by occurred_at desc, id desc limit 20`);
    const text = JSON.stringify(plan);
    expect(text).toMatch(/Index (Only )?Scan using audit_entries_\w+/);
    expect(text).toMatch(/Index Cond: \(tenant_id = /);
    expect(text).not.toContain('Seq Scan on audit_entries');
  });
});
