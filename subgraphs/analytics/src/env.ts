import { eventLogEnv, parseEnv, port, routerKeys, serverEnv, trustEnv, type Secrets } from '@conea/platform';
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

const auditEnv = z.object({
  ANALYTICS_DATABASE_URL: z.url(),
  AUDIT_DIRECTORY: z.string().min(1),
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
      PORT: port(4005),
      ANALYTICS_ROUTER_KEYS: routerKeys,
      AUDIT_CHECKPOINT_SECONDS: z.coerce.number().int().min(1).max(86_400).default(3_600),
      INTROSPECTION_KEY: z.string().min(16).optional(),
    }),
    secrets,
  );
