import { isObject, type JsonObject } from './result.ts';
import type { TypeTest } from './types.ts';

/**
 * Merges what a subgraph answered into what is known already. A value never gives way to null, and the name of an interface, which an
 * interface object carries, gives way to the name of the object type.
 */
export function mergeInto(target: JsonObject, source: JsonObject, isOfType: TypeTest): void {
  for (const key in source) {
    // A subgraph may answer anything in a scalar; merged, it would change the prototype of every object.
    if (key === '__proto__') continue;
    const value = source[key];
    const known = target[key];
    if (known === undefined || known === null) target[key] = value;
    else if (typeof known === 'object') mergeValue(known, value, isOfType);
    else if (key === '__typename' && typeof known === 'string' && isOfType(known, value)) target[key] = value;
  }
}

function mergeValue(known: unknown, value: unknown, isOfType: TypeTest): void {
  if (Array.isArray(known) && Array.isArray(value)) mergeItems(known, value, isOfType);
  else if (isObject(known) && isObject(value)) mergeInto(known, value, isOfType);
}

function mergeItems(known: unknown[], items: readonly unknown[], isOfType: TypeTest): void {
  for (const [index, item] of items.entries()) {
    if (known[index] === undefined || known[index] === null) known[index] = item;
    else mergeValue(known[index], item, isOfType);
  }
}
