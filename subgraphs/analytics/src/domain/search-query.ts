import { ClientError } from '@conea/platform';
import { normalise } from './search-terms.ts';

/** What a text has to contain and must not contain, normalised. */
export type SearchQuery = { includes: string[]; excludes: string[] };

const maxLength = 200;
const part = /(-?)"([^"]*)"?|(\S+)/g;

/**
 * Reads what a person searches for, as search engines do: every word is needed, `"several words"` belong together, `-word` must not be there.
 * Nothing else has a meaning, and nothing is an error but a text that is too long.
 */
export function parseSearch(search: string): SearchQuery {
  if (search.length > maxLength)
    throw new ClientError('BAD_USER_INPUT', `A search has ${maxLength} characters at most.`);
  const query: SearchQuery = { includes: [], excludes: [] };
  for (const [, minus, phrase, word] of normalise(search.replaceAll('\0', ' ')).matchAll(part)) {
    const isExcluded = minus === '-' || (word !== undefined && word.length > 1 && word.startsWith('-'));
    const text = (phrase ?? (isExcluded ? word?.slice(1) : word) ?? '').trim();
    if (text !== '') query[isExcluded ? 'excludes' : 'includes'].push(text);
  }
  return query;
}
