import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLType,
} from 'graphql';
import type { Step, TypeGraph } from './type-graph.ts';

/** Where something was found: a type, or a field of a root. */
export type Finding = { way: readonly Step[]; typeName: string };

type Entry = { finding: Finding; words: ReadonlyMap<string, number> };

const weights = { name: 4, member: 2, description: 1 } as const;

/** Finds types and root fields by words of their names and descriptions; rare words count more. */
export function createSchemaIndex(graph: TypeGraph, roots: readonly string[]) {
  const entries = entriesOf(graph, new Set(roots));
  const rarity = (word: string) =>
    Math.log(1 + entries.length / (1 + entries.filter(({ words }) => words.has(word)).length));
  return (terms: readonly string[], limit: number): Finding[] => {
    const asked = new Map([...new Set(terms.flatMap(wordsOf))].map((word) => [word, rarity(word)]));
    const scored = entries.map(({ finding, words }) => {
      const scores = [...asked].map(([word, weight]) => weight * (words.get(word) ?? 0));
      return { finding, score: scores.reduce((sum, score) => sum + score, 0) };
    });
    const found = scored.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score);
    return found.slice(0, limit).map(({ finding }) => finding);
  };
}

function entriesOf({ types, wayTo }: TypeGraph, roots: ReadonlySet<string>): Entry[] {
  return [...types.values()].flatMap((type): Entry[] => {
    if (isSpecifiedScalarType(type)) return [];
    const fields: readonly { name: string; description?: string | null; type: GraphQLType }[] =
      isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : [];
    if (roots.has(type.name))
      return fields.map(({ name, description, type: returned }) => ({
        finding: { way: [{ type, field: name }], typeName: getNamedType(returned).name },
        words: weigh([
          [name, weights.name],
          [description, weights.description],
        ]),
      }));
    const members = fields.flatMap(({ name, description }): Said[] => [
      [name, weights.member],
      [description, weights.description],
    ]);
    const words = weigh([[type.name, weights.name], [type.description, weights.description], ...members]);
    return [{ finding: { way: wayTo(type.name), typeName: type.name }, words }];
  });
}

type Said = readonly [text: string | null | undefined, weight: number];

/** The weight of each word, at the weightiest place where it stands. */
function weigh(texts: readonly Said[]): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  for (const [text, weight] of texts)
    for (const word of wordsOf(text ?? '')) words.set(word, Math.max(weight, words.get(word) ?? 0));
  return words;
}

/** Words of prose and of names (`lineItems`, `LINE_ITEMS`), in lower case and without the plural. */
function wordsOf(text: string): string[] {
  const words =
    text
      .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
      .toLowerCase()
      .match(/[\p{L}\d]+/gu) ?? [];
  return words.map((word) => (word.length > 3 ? word.replace(/ies$/, 'y').replace(/s$/, '') : word));
}
