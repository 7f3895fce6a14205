import {
  createDatabase,
  createDataKeys,
  createEnvelope,
  createLogger,
  createMetrics,
  createSecretBox,
  startResealing,
} from '@conea/platform';
import { listSealedColumns } from '../../src/store/sealing.ts';

// Seals anew what the database at DATABASE_URL has, until it is killed.
const log = createLogger('resealing', 'info');
const database = createDatabase({ url: process.env['DATABASE_URL'] ?? '', name: 'resealing', log });
const wrappingKeys = (process.env['WRAPPING_KEYS'] ?? '').split(',').map((text) => Buffer.from(text, 'base64'));
const box = createSecretBox(() => wrappingKeys);
const keys = createDataKeys({ database, box, refresh: async () => undefined });
const columns = listSealedColumns(database.acrossTenants, { envelope: createEnvelope(keys), box });
startResealing({
  database: database.acrossTenants,
  keys,
  columns,
  log,
  metrics: createMetrics('resealing'),
  interval: 20,
});
