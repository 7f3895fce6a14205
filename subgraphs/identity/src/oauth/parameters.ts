import { OauthError } from '../domain/oauth/oauth-error.ts';
import type { HttpQuestion } from './http-exchange.ts';

/** The parameters of a request, each once; `get` throws `invalid_request` for one that is missing; what has no value counts as left out (RFC 6749, section 3.1). */
export type Parameters = { find(name: string): string | null; get(name: string): string };

const maxLength = 8_192;
// What Postgres does not store, and what no parameter has.
const unreadable = /[\p{Cc}\p{Cs}]/u;

/** Reads a query or a form. Throws `invalid_request`. */
export function readParameters(text: string): Parameters {
  const read = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (read.has(name)) throw new OauthError('invalid_request', 'A parameter is there twice.');
    if (value.length > maxLength || unreadable.test(value))
      throw new OauthError('invalid_request', 'A parameter is too long, or has control characters.');
    read.set(name, value);
  }
  const find = (name: string) => read.get(name) || null;
  return {
    find,
    get: (name) => {
      const value = find(name);
      if (value === null) throw new OauthError('invalid_request', `\`${name}\` is missing.`);
      return value;
    },
  };
}

/** The form of a `POST`. */
export function readForm({ contentType, body }: HttpQuestion): Parameters {
  const [type = ''] = (contentType ?? '').split(';', 1);
  if (type.trim().toLowerCase() !== 'application/x-www-form-urlencoded')
    throw new OauthError('invalid_request', 'Send application/x-www-form-urlencoded.');
  return readParameters(body);
}
