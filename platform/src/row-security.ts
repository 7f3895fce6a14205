import type { Database } from './database.ts';
import { sql } from './sql.ts';

/** Throws when policies would not hold for the role of this database: a superuser's and BYPASSRLS pass them by. */
export async function requireRowSecurity(database: Database): Promise<void> {
  const { role, isExempt } = await database.one<{ role: string; isExempt: boolean }>(sql`
    select rolname as role, rolsuper or rolbypassrls as "isExempt" from pg_roles where rolname = current_user`);
  if (!isExempt) return;
  throw new Error(
    `the database role ${role} passes row-level security by; give the server a role that owns its database and is neither superuser nor BYPASSRLS`,
  );
}
