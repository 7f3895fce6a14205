import { z } from 'zod';
import { clockToleranceSeconds } from './clock-tolerance.ts';
import type { Secrets } from './secrets/secrets.ts';

/**
 * Reads the process environment once, with the secrets that the process has from elsewhere: a frozen object that the schema describes, or exit
 * code 1 with a readable list of what is wrong.
 */
export function parseEnv<Schema extends z.ZodType>(
  schema: Schema,
  secrets?: Pick<Secrets, 'values'>,
): Readonly<z.infer<Schema>> {
  const parsed = schema.safeParse(secrets?.values() ?? process.env);
  if (parsed.success) return Object.freeze(parsed.data);
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  process.stderr.write(`The environment is not valid:\n${problems.join('\n')}\n`);
  process.exit(1);
}

/** What every server reads: where it listens and how much it logs. */
export const serverEnv = z.object({
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

/** A TCP port with its default; 0 lets the system choose. */
export const port = (defaultPort: number) => z.coerce.number().int().min(0).max(65_535).default(defaultPort);

/** Where events go: Redis Streams when `REDIS_URL` is set, otherwise a Postgres database of their own. */
export const eventLogEnv = z.object({
  REDIS_URL: z.url().optional(),
  EVENT_LOG_DATABASE_URL: z.url().optional(),
});

/** What a subgraph goes by to tell that a call is the router's, and no replay. */
export const trustEnv = z.object({
  /** By how many seconds the router's clock may differ; a captured call could be replayed for as long where nonces are lost. */
  CLOCK_TOLERANCE_SECONDS: z.coerce.number().int().min(1).max(300).default(clockToleranceSeconds),
  /** When `REDIS_URL` is set and Redis is lost: go on with what this process has seen, or refuse every call with 503. */
  NONCES_WITHOUT_REDIS: z.enum(['local', 'refuse']).default('local'),
  /** PEM; with both the subgraph speaks TLS 1.3 only. They are read again when they change. */
  TLS_CERTIFICATE_FILE: z.string().min(1).optional(),
  TLS_KEY_FILE: z.string().min(1).optional(),
  /** PEM; then the router has to have a certificate of one of these CAs. */
  TLS_CLIENT_CA_FILE: z.string().min(1).optional(),
});

/** Who hears of what changed, so that nothing is held that is no longer true: the routers' `/invalidation`, and the key to it. */
export const invalidationEnv = z.object({
  INVALIDATION_URLS: z
    .string()
    .transform((list) => list.split(',').map((url) => url.trim()))
    // Each router takes one connection to the event log.
    .pipe(z.array(z.url({ protocol: /^https?$/ })).max(5))
    .default([]),
  INVALIDATION_KEY: z.string().min(16).optional(),
});

/** Keys of 16 characters at least, comma separated, newest first: subgraphs send the first one, routers take all of them. */
export const invalidationKeys = z
  .string()
  .transform((list) => list.split(',').map((key) => key.trim()))
  .pipe(z.tuple([z.string().min(16)], z.string().min(16)));

const routerKey = /^(?<id>[\w-]{1,32}):(?<secret>[A-Za-z0-9+/_-]{43,}={0,2})$/;

/** `kid:base64secret` pairs, comma separated, newest first; a secret has at least 32 bytes. */
export const routerKeys = z.string().transform((list, context) =>
  list.split(',').map((entry) => {
    const { id, secret } = routerKey.exec(entry.trim())?.groups ?? {};
    if (id === undefined || secret === undefined) {
      context.addIssue({ code: 'custom', message: 'expected kid:base64secret with at least 32 bytes' });
      return z.NEVER;
    }
    return { id, secret: Buffer.from(secret, 'base64') };
  }),
);

/** Keys of 32 bytes in base64, comma separated, newest first: the first one seals, all of them open. */
export const sealingKeys = z.string().transform((list, context) => {
  const keys = list.split(',').map((text) => Buffer.from(text.trim(), 'base64'));
  if (keys.every(({ length }) => length === 32)) return keys;
  context.addIssue({ code: 'custom', message: 'expected 32 bytes in base64, or several such keys' });
  return z.NEVER;
});
