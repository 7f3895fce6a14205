import type { formats } from './row-schema.ts';
import { literal } from './sql-text.ts';

const matches = (pattern: string) => (text: string) => `regexp_full_match(${text}, ${literal(pattern)})`;

const isoDate = matches(String.raw`\d{4}-\d{2}-\d{2}`);
const offset = String.raw`([zZ]|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)`;
const clock = String.raw`([01]\d|2[0-3]):[0-5]\d:([0-5]\d)(\.\d+)?`;
const rfc3339 = matches(String.raw`\d{4}-\d{2}-\d{2}[tT\s]${clock}${offset}`);
const atom = String.raw`[A-Za-z0-9!#$%&'*+/=?^_\x60{|}~-]+`;
const label = '[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?';
const byte = String.raw`(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;

const isDate = (text: string) => `(${isoDate(text)} and try_cast(${text} as date) is not null)`;

/** Whether a text has a format of JSON Schema, as ajv-formats understands it (leap seconds aside). */
export const formatChecks: Record<(typeof formats)[number], (text: string) => string> = {
  date: isDate,
  'date-time': (text) => `(${rfc3339(text)} and ${isDate(`left(${text}, 10)`)})`,
  email: matches(String.raw`${atom}(\.${atom})*@(${label}\.)+${label}`),
  uuid: matches('(urn:uuid:)?[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}'),
  ipv4: matches(String.raw`(${byte}\.){3}${byte}`),
};
