import type { GraphQLFormattedError } from 'graphql';
import { isObject, type JsonObject } from '../engine/result.ts';

type Path = readonly (string | number)[];

/** The errors of an answer in parts: each is told once, with the part that it is about. */
export type PartErrors = {
  /** `label`: of the part whose fetches went wrong; null for what is answered at first. */
  add(errors: readonly GraphQLFormattedError[], label: string | null): void;
  /** Takes the errors of what is answered at first. */
  takeFirst(data: JsonObject | null): GraphQLFormattedError[];
  /** Takes the errors of a part; `data` is null when the part has become null. */
  takeOf(part: { label: string; path: Path; data: JsonObject | null }): GraphQLFormattedError[];
  /** Whether told or not. */
  all(): readonly GraphQLFormattedError[];
};

export function createPartErrors(): PartErrors {
  let all: readonly GraphQLFormattedError[] = [];
  let untold: { error: GraphQLFormattedError; label: string | null }[] = [];
  const take = (isWanted: (each: (typeof untold)[number]) => boolean): GraphQLFormattedError[] => {
    if (untold.length === 0) return [];
    const taken = new Set(untold.filter(isWanted));
    untold = untold.filter((each) => !taken.has(each));
    return [...taken].map(({ error }) => error);
  };
  return {
    add: (errors, label) => {
      all = all.concat(errors);
      untold = untold.concat(errors.map((error) => ({ error, label })));
    },
    takeFirst: (data) => take(({ error: { path = [] } }) => isIn(data, path)),
    takeOf: ({ label, path: place, data }) =>
      take(({ error: { path = [] }, label: of }) => {
        const shared = Math.min(path.length, place.length);
        const isOnTheWay = path.slice(0, shared).every((key, index) => isSameKey(key, place[index]));
        if (!isOnTheWay) return false;
        // What concerns a whole fetch is told with the first part that waited for it.
        return path.length < place.length ? of === label : isIn(data, path.slice(shared));
      }),
    all: () => all,
  };
}

/** `@` stands for all items of a list in the path of a field that the caller may not see. */
const isSameKey = (key: string | number, other: string | number | undefined) =>
  key === other || (key === '@' && typeof other === 'number');

/** Whether a place is in the data, or in something that is null there. */
function isIn(data: unknown, path: Path): boolean {
  const [key, ...rest] = path;
  if (key === undefined || typeof data !== 'object' || data === null) return data !== undefined;
  if (key === '@') return Array.isArray(data) && (data.length === 0 || data.some((item) => isIn(item, rest)));
  if (Array.isArray(data)) return typeof key === 'number' && key in data && isIn(data[key], rest);
  return isObject(data) && Object.hasOwn(data, key) && isIn(data[key], rest);
}
