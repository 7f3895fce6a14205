import {
  createDatabase,
  createDataKeys,
  createEnvelope,
  createLogger,
  createMetrics,
  createSecretBox,
} from '@conea/platform';
import { createFingerprint } from '../../src/domain/fingerprint.ts';
import { startSealingPersonalData } from '../../src/jobs/seal-personal-data.ts';
import { openBlindIndex } from '../../src/store/blind-index.ts';

// Seals the personal data that the database at DATABASE_URL has, until it is killed.
const log = createLogger('sealing', 'info');
const database = createDatabase({ url: process.env['DATABASE_URL'] ?? '', name: 'sealing', log });
const secretsKey = Buffer.from(process.env['SECRETS_KEY'] ?? '', 'base64');
const box = createSecretBox(secretsKey);
const envelope = createEnvelope(createDataKeys({ database, box, refresh: async () => undefined }));
const seals = { envelope, box };
const index = await openBlindIndex(database, seals, createFingerprint(secretsKey));
startSealingPersonalData({
  ...{ database: database.acrossTenants, personal: { envelope, index }, seals, log },
  ...{ metrics: createMetrics('sealing'), interval: 20 },
});
