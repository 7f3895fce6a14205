import { isObject, type JsonObject } from './result.ts';

/** A path of a plan: response names, and `@` for every item of a list. */
export type PlanPath = readonly (string | number)[];

/** The objects at a path, in order; lists are flattened and nulls passed over. */
export function collectObjects(root: unknown, path: PlanPath): JsonObject[] {
  const found: JsonObject[] = [];
  collect(root, path, 0, found);
  return found;
}

function collect(value: unknown, path: PlanPath, depth: number, found: JsonObject[]): void {
  if (Array.isArray(value)) {
    const next = path[depth] === '@' ? depth + 1 : depth;
    for (const item of value) collect(item, path, next, found);
    return;
  }
  if (!isObject(value)) return;
  const key = path[depth];
  if (key === undefined) found.push(value);
  else collect(value[key], path, depth + 1, found);
}

/** An object at a path, its response path, and the objects it is in, the outermost first. */
export type Target = { object: JsonObject; path: (string | number)[]; parents: readonly JsonObject[] };

/** Like `collectObjects`, with where each object is: only errors and context arguments need it. */
export function collectTargets(root: unknown, path: PlanPath): Target[] {
  const found: Target[] = [];
  const visit = (value: unknown, depth: number, at: Target['path'], parents: readonly JsonObject[]): void => {
    if (Array.isArray(value)) {
      const next = path[depth] === '@' ? depth + 1 : depth;
      value.forEach((item, index) => visit(item, next, [...at, index], parents));
    } else if (isObject(value)) {
      const key = path[depth];
      if (key === undefined) found.push({ object: value, path: at, parents });
      else visit(value[key], depth + 1, [...at, key], [...parents, value]);
    }
  };
  visit(root, 0, [], []);
  return found;
}
