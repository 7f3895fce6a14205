import { isLongNumber } from '../engine/long-numbers.ts';
import { isObject, type JsonObject } from '../engine/result.ts';

/** A value that a tag takes from the key of an entity or from the arguments of a field. */
export type Placeholder = { source: 'key' | 'args'; path: readonly string[] };

/** The format of a tag: texts and what stands between them. */
export type TagFormat = readonly (string | Placeholder)[];

const placeholder = /^\$(?<source>key|args)(?<path>(?:\.[_A-Za-z]\w*)+)$/;

/** Throws a sentence that says what is wrong with it. */
export function parseTagFormat(text: string): TagFormat {
  // What the braces held stands at every second place.
  const parts = text.split(/\{([^{}]*)\}/).map((part, index) => (index % 2 === 0 ? parseText(part) : parsePlace(part)));
  const filled = parts.filter((part) => part !== '');
  if (filled.length === 0) throw new Error('it is empty');
  return filled;
}

function parseText(text: string): string {
  if (/[{}]/.test(text)) throw new Error('a brace has no partner');
  return text;
}

function parsePlace(text: string): Placeholder {
  const { source, path = '' } = placeholder.exec(text)?.groups ?? {};
  if (source !== 'key' && source !== 'args')
    throw new Error(`{${text}} is neither {$key.<field>} nor {$args.<argument>}`);
  return { source, path: path.slice(1).split('.') };
}

/** The tag for these values; null when one of them is missing or no scalar. */
export function fillTag(format: TagFormat, values: JsonObject): string | null {
  let tag = '';
  for (const part of format) {
    const value = typeof part === 'string' ? part : [part.source, ...part.path].reduce<unknown>(memberOf, values);
    if (isLongNumber(value)) tag += value.rawJSON;
    else if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
    else tag += String(value);
  }
  return tag;
}

const memberOf = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
