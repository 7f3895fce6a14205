import {
  eventLogEnv,
  parseEnv,
  port,
  routerKeys,
  sealingKeys,
  serverEnv,
  trustEnv,
  type Secrets,
} from '@conea/platform';
import { z } from 'zod';
import { createAuditVerifier, parseAuditKey } from './domain/audit-keys.ts';

/** Whether what a check takes does not make it throw. */
const passes =
  <Value>(check: (value: Value) => unknown) =>
  (value: Value) => {
    try {
      check(value);
      return true;
    } catch {
      return false;
    }
  };

/** Where the second place of the audit trail is: a folder or a bucket. */
export const vaultEnv = z.object({
  AUDIT_DIRECTORY: z.string().min(1).optional(),
  AUDIT_S3_BUCKET: z.string().min(3).optional(),
  AUDIT_S3_ENDPOINT: z.url().optional(),
});

const auditEnv = z.object({
  ANALYTICS_DATABASE_URL: z.url(),
  AUDIT_SIGNING_KEY: z.string().refine(passes(parseAuditKey), 'expected an Ed25519 key: PKCS #8, DER, base64'),
  AUDIT_TRUSTED_KEYS: z
    .string()
    .transform((list) => list.split(',').map((key) => key.trim()))
    .refine(passes(createAuditVerifier), 'expected Ed25519 public keys: SPKI, DER, base64, comma separated')
    .default([]),
});

/** What the analytics subgraph reads from the environment and its secrets. */
export const readEnv = (secrets: Secrets) =>
  parseEnv(
    z.object({
      ...serverEnv.shape,
      ...eventLogEnv.shape,
      ...trustEnv.shape,
      ...auditEnv.shape,
      ...vaultEnv.shape,
      PORT: port(4005),
      ANALYTICS_ROUTER_KEYS: routerKeys,
      SECRETS_KEY: sealingKeys,
      AUDIT_CHECKPOINT_SECONDS: z.coerce.number().int().min(1).max(86_400).default(3_600),
      AUDIT_PURGE_SECONDS: z.coerce.number().int().min(1).max(86_400).default(3_600),
      INTROSPECTION_KEY: z.string().min(16).optional(),
    }),
    secrets,
  );
