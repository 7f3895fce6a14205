import { createSecretBox, openSecrets, sealingKeys } from '@conea/platform';
import pg from 'pg';
import { domains } from './start/settings.ts';

const help = `Shows what each key of SECRETS_KEY still wraps, in every database that the environment and its secrets name.

  SECRETS_KEY=… INTEGRATION_DATABASE_URL=postgres://… npm run keys

A key that wraps nothing anywhere can be taken out of SECRETS_KEY. Exit code: 1 when there is no database to look into, 2 for an argument.
`;

const [argument] = process.argv.slice(2);
if (argument !== undefined) {
  const isHelp = argument === '--help' || argument === '-h';
  process[isHelp ? 'stdout' : 'stderr'].write(help);
  process.exit(isHelp ? 0 : 2);
}

const usage = `
  select wrapping_key_id as key, count(*)::int as tenants, count(*) filter (where superseded_at is null)::int as sealing,
    min(created_at) as since
  from data_keys
  group by wrapping_key_id
  order by since`;

const secrets = await openSecrets('keys');
const environment = secrets.values();
await secrets.close();
const known = sealingKeys.safeParse(environment['SECRETS_KEY'] ?? '');
const ids = known.success ? createSecretBox(() => known.data).keyIds() : [];
const named = domains.flatMap((domain) => {
  const url = environment[`${domain.toUpperCase()}_DATABASE_URL`];
  return url === undefined ? [] : [{ domain, url }];
});

if (named.length === 0) {
  console.error('No database to look into: set INTEGRATION_DATABASE_URL, or another one.');
  process.exitCode = 1;
}
for (const { domain, url } of named) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  await client.query("select set_config('conea.tenant', '*', false)");
  const { rows } = await client.query<{ key: string }>(usage);
  await client.end();
  const unused = ids.filter((id) => rows.every(({ key }) => key !== id));
  console.log(`${domain}: keys of SECRETS_KEY and the keys of tenants that they wrap`);
  console.table(rows.map((row) => ({ ...row, 'in SECRETS_KEY': ids.includes(row.key) ? 'yes' : 'NO' })));
  if (unused.length > 0) console.log(`  wrap nothing here: ${unused.join(', ')}`);
}
