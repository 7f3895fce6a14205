import { createOwner } from './database.ts';
import { startTestCluster } from './postgres.ts';

/** One cluster for all database tests of a run; a test file makes databases of its own in it. */
export default async function startPostgres(): Promise<void> {
  const cluster = await startTestCluster();
  await createOwner(cluster.url);
  process.env['TEST_POSTGRES_URL'] = cluster.url;
  Object.assign(globalThis, { testCluster: cluster });
}
