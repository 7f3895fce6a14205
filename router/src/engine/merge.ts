import { isObject, type JsonObject } from './result.ts';

/** Merges what a subgraph answered into what is known already; a value never gives way to null. */
export function mergeInto(target: JsonObject, source: JsonObject): void {
  for (const key in source) {
    const value = source[key];
    const known = target[key];
    if (known === undefined || known === null) target[key] = value;
    else mergeValue(known, value);
  }
}

function mergeValue(known: unknown, value: unknown): void {
  if (Array.isArray(known) && Array.isArray(value)) value.forEach((item, index) => mergeValue(known[index], item));
  else if (isObject(known) && isObject(value)) mergeInto(known, value);
}
