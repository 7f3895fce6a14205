import type { FetchDataKeyRenamer } from '@apollo/query-planner/dist/QueryPlan.js';
import { isObject, type JsonObject } from './result.ts';
import type { TypeTest } from './types.ts';

/** Reads the arguments that come from an object's context: from the object itself or from the objects it is in, the nearest last. */
export type ContextReader = (object: JsonObject, parents: readonly JsonObject[]) => JsonObject;

const fragmentPrefix = '... on ';

/** Compiles the context rewrites of a fetch; null when it has none. In their paths `..` is one object further up. */
export function compileContext(rewrites: readonly FetchDataKeyRenamer[], isOfType: TypeTest): ContextReader | null {
  if (rewrites.length === 0) return null;
  return (object, parents) => {
    const found: JsonObject = {};
    for (const { path, renameKeyTo } of rewrites) {
      const height = path.findIndex((step) => step !== '..');
      const start = height === 0 ? object : parents[parents.length - height];
      const value = read(start, path.slice(height), isOfType);
      if (value !== undefined) found[renameKeyTo] = value;
    }
    return found;
  };
}

function read(value: unknown, path: readonly string[], isOfType: TypeTest): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => read(item, path, isOfType));
  if (!isObject(value)) return value;
  if (!step.startsWith(fragmentPrefix)) return read(value[step], rest, isOfType);
  return isOfType(step.slice(fragmentPrefix.length), value['__typename']) ? read(value, rest, isOfType) : undefined;
}
