import { isObject, type JsonObject } from '../engine/result.ts';

type Path = readonly (string | number)[];

/** Fields that the client does not have yet, at a place below its part. */
export type Addition = { subPath: Path; data: JsonObject };

/** All that the client has of an answer so far. */
export type KnownAnswer = {
  data: JsonObject | null;
  /** Whether there is an object at a place. */
  has(path: Path): boolean;
  /** Adds a part, which is all of a fragment; answers what is new of it, or null when it makes null what the client has: then nothing is added. */
  add(path: Path, part: JsonObject): readonly Addition[] | null;
  /** Puts in all of a part, its nulls too; null when there is nothing to put it in. */
  put(path: Path, part: JsonObject): readonly Addition[] | null;
};

export function createKnownAnswer(data: JsonObject | null): KnownAnswer {
  const objectAt = (path: Path): JsonObject | null => {
    let value: unknown = data;
    for (const key of path) {
      if (Array.isArray(value) && typeof key === 'number') value = value[key];
      else value = isObject(value) ? value[key] : null;
    }
    return isObject(value) ? value : null;
  };
  return {
    data,
    has: (path) => objectAt(path) !== null,
    add: (path, part) => {
      const target = objectAt(path);
      const news: News[] = [];
      if (target === null || !findNews(target, part, [], news)) return null;
      for (const { object, data: fresh } of news) Object.assign(object, fresh);
      return news.map(({ subPath, data: fresh }) => ({ subPath, data: fresh }));
    },
    put: (path, part) => {
      const target = objectAt(path);
      if (target === null) return null;
      merge(target, part);
      return [{ subPath: [], data: part }];
    },
  };
}

function merge(known: JsonObject, part: JsonObject): void {
  for (const [key, value] of Object.entries(part)) {
    const merged = Object.hasOwn(known, key) ? mergedWith(known[key], value) : value;
    Object.defineProperty(known, key, { value: merged, enumerable: true, writable: true, configurable: true });
  }
}

function mergedWith(known: unknown, value: unknown): unknown {
  if (Array.isArray(known) && Array.isArray(value))
    known.forEach((item, index) => (known[index] = mergedWith(item, value[index])));
  else if (isObject(known) && isObject(value)) merge(known, value);
  else return value;
  return known;
}

type News = Addition & { object: JsonObject };

/** False when something that is known is null in the part. */
function findNews(known: JsonObject, part: JsonObject, subPath: Path, news: News[]): boolean {
  const fresh: JsonObject = {};
  let isFresh = false;
  for (const [key, value] of Object.entries(part)) {
    if (Object.hasOwn(known, key)) continue;
    fresh[key] = value;
    isFresh = true;
  }
  if (isFresh) news.push({ object: known, subPath, data: fresh });
  return Object.entries(part).every(
    ([key, value]) => !Object.hasOwn(known, key) || findNewsInside(known[key], value, subPath, key, news),
  );
}

function findNewsInside(known: unknown, value: unknown, before: Path, key: string | number, news: News[]): boolean {
  if (typeof known !== 'object' || known === null) return true;
  if (value === null) return false;
  const subPath = [...before, key];
  if (Array.isArray(known) && Array.isArray(value))
    return value.every((item, index) => findNewsInside(known[index], item, subPath, index, news));
  return !isObject(known) || !isObject(value) || findNews(known, value, subPath, news);
}
