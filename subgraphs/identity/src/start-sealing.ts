import {
  createDatabase,
  createDataKeys,
  createEnvelope,
  createSecretBox,
  sealingKeys,
  startResealing,
  type Database,
  type DatabaseUrl,
  type Lifecycle,
  type Logger,
  type Registry,
  type Secrets,
} from '@conea/platform';
import type { Seals } from './domain/column-seal.ts';
import { listSealedColumns } from './store/sealed-columns.ts';

export type SealingParts = {
  database: Database;
  databaseUrl: DatabaseUrl;
  secrets: Secrets;
  log: Logger;
  metrics: Registry;
  lifecycle: Lifecycle;
  /** Milliseconds between two passes. */
  interval: number;
};

/** Jobs carry sealed mails for a day at the most; a key that no longer seals outlives them. */
const retention = 48 * 3_600_000;

/** Opens what is sealed under SECRETS_KEY, and seals it anew when there is a newer key. */
export function startSealing({ database, databaseUrl, secrets, lifecycle, ...parts }: SealingParts): Seals {
  const { log } = parts;
  const box = createSecretBox(secrets.live('SECRETS_KEY', sealingKeys));
  const keyDatabase = createDatabase({ url: databaseUrl, name: 'identity keys', log, maxConnections: 4 });
  lifecycle.onStop('database of keys', () => keyDatabase.close());
  const keys = createDataKeys({ database: keyDatabase, box, refresh: () => secrets.refresh() });
  const seals = { envelope: createEnvelope(keys, parts.metrics), box };
  const columns = listSealedColumns(database.acrossTenants, seals);
  lifecycle.onStop(
    'resealing',
    startResealing({ ...parts, database: database.acrossTenants, keys, columns, retention }),
  );
  return seals;
}
