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
      const news = target && findNews(target, part, []);
      for (const { object, data: fresh } of news ?? []) Object.assign(object, fresh);
      return news?.map(({ subPath, data: fresh }) => ({ subPath, data: fresh })) ?? null;
    },
  };
}

type News = Addition & { object: JsonObject };

/** Null when something that is known is null in the part. */
function findNews(known: JsonObject, part: JsonObject, subPath: Path): News[] | null {
  const fresh: JsonObject = {};
  const inside: News[] = [];
  for (const [key, value] of Object.entries(part)) {
    if (!Object.hasOwn(known, key)) {
      fresh[key] = value;
      continue;
    }
    const news = findNewsInside(known[key], value, [...subPath, key]);
    if (news === null) return null;
    inside.push(...news);
  }
  return Object.keys(fresh).length > 0 ? [{ object: known, subPath, data: fresh }, ...inside] : inside;
}

function findNewsInside(known: unknown, value: unknown, subPath: Path): News[] | null {
  if (typeof known !== 'object' || known === null) return [];
  if (value === null) return null;
  if (!Array.isArray(known)) return isObject(known) && isObject(value) ? findNews(known, value, subPath) : [];
  const all: News[] = [];
  for (const [index, item] of Array.isArray(value) ? value.entries() : []) {
    const news = findNewsInside(known[index], item, [...subPath, index]);
    if (news === null) return null;
    all.push(...news);
  }
  return all;
}
