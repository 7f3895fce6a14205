import { fileURLToPath } from 'node:url';
import { sql, subgraphMigrations, type ConeaEvent } from '@conea/platform';
import { startIndexing } from '@conea/analytics/jobs/index-texts';
import { addAuditEvents } from '@conea/analytics/store/audit-ingest';
import type { BenchOptions } from '../bench.ts';
import type { Figure } from '../figures.ts';
import { silentLog, startPostgres, type BenchPostgres } from '../postgres.ts';
import { makeBatches } from './entries.ts';

const migrations = [
  subgraphMigrations,
  fileURLToPath(new URL('../../../subgraphs/analytics/migrations/', import.meta.url)),
];
const batchSize = 1_000;
/** Domains that an event log delivers from at the same time. */
const feeders = 4;
const scenarios = [
  { name: 'one organization', tenants: 1, deliveries: 1 },
  { name: 'a hundred organizations', tenants: 100, deliveries: 1 },
  { name: 'delivered twice', tenants: 100, deliveries: 2 },
];

/** How many audit entries are taken in and sealed in a second, beside what Postgres inserts of the same rows into a bare table. */
export async function benchAudit({ seconds, only }: BenchOptions): Promise<Figure[]> {
  const postgres = await startPostgres();
  const figures: Figure[] = [];
  try {
    const count = seconds * 20_000;
    for (const [index, { name, tenants, deliveries }] of scenarios.entries()) {
      if (only && !only.includes(name)) continue;
      const batches = makeBatches(count, batchSize, tenants);
      const given = batches.flatMap((batch) => Array.from({ length: deliveries }, () => batch));
      const add = (target: string, metrics: Record<string, number>) =>
        figures.push(
          ...Object.entries(metrics).map(([metric, value]) => ({
            ...{ bench: 'audit', target, scenario: name, metric, value },
          })),
        );
      add('bare table', await insertAlone(postgres, `bare_${index}`, batches));
      add('conea', await ingest(postgres, `audit_${index}`, given, count));
      process.stderr.write(`${name}: done\n`);
    }
    return figures;
  } finally {
    await postgres.stop();
  }
}

/** The rate at which entries are taken in and sealed, and beside that how long a batch takes at most: no entry waits longer for its seal. */
async function ingest(postgres: BenchPostgres, name: string, batches: readonly ConeaEvent[][], count: number) {
  const { database } = await postgres.open(name, migrations);
  const stop = startIndexing(database, silentLog);
  let longest = 0;
  const usage = { own: process.cpuUsage(), postgres: postgres.cpuSeconds() };
  const start = performance.now();
  await feed(batches, async (batch) => {
    const begun = performance.now();
    await database.acrossTenants.transaction((tx) => addAuditEvents(tx, batch));
    longest = Math.max(longest, performance.now() - begun);
  });
  const taken = performance.now() - start;
  const { user, system } = process.cpuUsage(usage.own);
  const postgresCpu = postgres.cpuSeconds() - usage.postgres;
  await stop();
  const sealed = await database.acrossTenants.one<{ seq: number }>(
    sql`select sum(seq)::bigint as seq from audit_chains`,
  );
  if (sealed.seq !== count) throw new Error(`${sealed.seq} of ${count} entries were sealed`);
  return {
    entries_per_second: (count * 1_000) / taken,
    longest_batch_ms: longest,
    own_cpu_us: (user + system) / count,
    postgres_cpu_us: (postgresCpu * 1e6) / count,
  };
}

async function insertAlone(postgres: BenchPostgres, name: string, batches: readonly ConeaEvent[][]) {
  const { database } = await postgres.open(name, [subgraphMigrations]);
  await database.execute(sql`create table bare (id text primary key, tenant_id text, at timestamptz, data jsonb)`);
  const start = performance.now();
  await feed(batches, (batch) =>
    database.execute(sql`
      insert into bare (id, tenant_id, at, data)
      select id, tenantid, time, data
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as row (id text, tenantid text, time timestamptz, data jsonb)`),
  );
  const count = batches.length * batchSize;
  return { entries_per_second: (count * 1_000) / (performance.now() - start) };
}

/** A few at a time, each batch once the one before it of the same feeder is done. */
async function feed(batches: readonly ConeaEvent[][], work: (batch: ConeaEvent[]) => Promise<unknown>): Promise<void> {
  const left = batches.values();
  await Promise.all(
    Array.from({ length: feeders }, async () => {
      for (const batch of left) await work(batch);
    }),
  );
}
