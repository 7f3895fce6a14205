import { pino, stdTimeFunctions, type Logger } from 'pino';

export type { Logger };

const secrets = [
  'authorization',
  'cookie',
  'password',
  'accessToken',
  'refreshToken',
  'token',
  'secret',
  'apiKey',
  'credentials',
];

/** JSON lines, on standard output by default: constant lower-case messages, facts in the object; well-known secret fields are removed. */
export function createLogger(
  name: string,
  level: string,
  destination: { write(line: string): void } = pino.destination(1),
): Logger {
  const options = {
    name,
    level,
    timestamp: stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    redact: { paths: secrets.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), remove: true },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return pino(options, destination);
}

/** Type, message, code, stack and cause only: other members of an error, such as Postgres's `detail`, can hold personal data. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return { type: name, message, code, stack, ...(cause !== undefined && { cause: describeError(cause) }) };
}
