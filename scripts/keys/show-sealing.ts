import { createSecretBox, sealingKeys } from '@conea/platform';
import pg from 'pg';

const usage = `
  select wrapping_key_id as key, count(*)::int as tenants, count(*) filter (where superseded_at is null)::int as sealing,
    min(created_at) as since
  from data_keys
  group by wrapping_key_id
  order by since`;

const sealedColumns = `
  select table_name as table, column_name as column
  from information_schema.columns
  where table_schema = 'public' and column_name like 'sealed\\_%'
  order by table_name, column_name`;

type Usage = { key: string; tenants: number; sealing: number; since: Date };

/** Prints what each key of SECRETS_KEY still wraps in a database, and how many values wait to be sealed anew. */
export async function showSealing(domain: string, url: string, secretsKey: string | undefined): Promise<void> {
  const known = sealingKeys.safeParse(secretsKey ?? '');
  const ids = known.success ? createSecretBox(() => known.data).keyIds() : [];
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query("select set_config('conea.tenant', '*', false)");
    const { rows } = await client.query<Usage>(usage);
    console.log(`${domain}: keys of SECRETS_KEY and the keys of tenants that they wrap`);
    console.table(rows.map((row) => ({ ...row, 'in SECRETS_KEY': ids.includes(row.key) ? 'yes' : 'NO' })));
    const unused = ids.filter((id) => rows.every(({ key }) => key !== id));
    if (unused.length > 0) console.log(`  wrap nothing here: ${unused.join(', ')}`);
    const progress = await readProgress(client);
    if (progress.length === 0) return;
    console.log(`${domain}: sealed values, and those that wait to be sealed anew`);
    console.table(progress);
  } finally {
    await client.end();
  }
}

async function readProgress(client: pg.Client) {
  const { rows: columns } = await client.query<{ table: string; column: string }>(sealedColumns);
  const progress = [];
  for (const { table, column } of columns) {
    const [from, value] = [client.escapeIdentifier(table), client.escapeIdentifier(column)];
    // As isStale of @conea/platform has it.
    const { rows } = await client.query<{ values: number; waiting: number }>(`
      select count(${value})::int as values, count(*) filter (where ${value} not like 'v2.%' or split_part(${value}, '.', 2) in (
        select id from data_keys where superseded_at is not null))::int as waiting
      from ${from}`);
    progress.push({ column: `${table}.${column}`, ...rows[0] });
  }
  return progress;
}
