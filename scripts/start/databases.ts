import pg from 'pg';
import { databases, type Settings } from './settings.ts';

/** Makes one database and one role for each, which can reach no other; answers their URLs by name. */
export async function createDatabases(
  clusterUrl: string,
  { databasePasswords }: Settings,
): Promise<Record<string, string>> {
  const admin = new pg.Client({ connectionString: `${clusterUrl}/postgres` });
  await admin.connect();
  try {
    const urls: Record<string, string> = {};
    for (const name of databases) {
      const password = databasePasswords[name] ?? '';
      await createDatabase(admin, name, password);
      const url = new URL(`${clusterUrl}/${name}`);
      url.username = name;
      url.password = password;
      urls[name] = url.href;
    }
    return urls;
  } finally {
    await admin.end();
  }
}

async function createDatabase(admin: pg.Client, name: string, password: string): Promise<void> {
  const [database, secret] = [admin.escapeIdentifier(name), admin.escapeLiteral(password)];
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
  if (rowCount) return;
  const role = await admin.query('select from pg_roles where rolname = $1', [name]);
  await admin.query(`${role.rowCount ? 'alter' : 'create'} role ${database} login password ${secret}`);
  await admin.query(`create database ${database} owner ${database}`);
  await admin.query(`revoke all on database ${database} from public`);
}
