import { readFileSync } from 'node:fs';
import { compose } from '../compose.ts';

const kinds = 300;
const fieldsEach = 30;

/** Conea's own supergraph, with one URL for all subgraphs. */
export function coneaGraph(url: string): string {
  const sdl = readFileSync(new URL('../../../router/supergraph.graphql', import.meta.url), 'utf8');
  return sdl.replaceAll(/(@join__graph\(.*url: )"[^"]+"/g, `$1${JSON.stringify(url)}`);
}

/** A supergraph with an interface of 300 types, each with 30 fields that two subgraphs share out. */
export function wideGraph(url: string): string {
  const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';
  const types = (part: string) => numbers(kinds).map((kind) => objectType(kind, part));
  const first = `${link}scalar Any interface Thing { id: ID! name: String owner: Thing things(first: Int): [Thing] }
    input Filter { name: String count: Int ids: [ID!] any: Any not: Filter and: [Filter!] }
    type Query { thing(id: ID): Thing things(filter: Filter, ids: [ID!], numbers: [Int], any: Any): [Thing] }
    ${types('a').join('\n')}`;
  const second = `${link}${types('b').join('\n')}`;
  return compose([
    { name: 'a', url, sdl: first },
    { name: 'b', url, sdl: second },
  ]);
}

function objectType(kind: number, part: string): string {
  const own = numbers(fieldsEach / 2).map((field) => `${part}${kind}x${field}(by: Int): String`);
  const shared = part === 'a' ? 'name: String owner: Thing things(first: Int): [Thing]' : '';
  const declared = part === 'a' ? ' implements Thing' : '';
  return `type Kind${kind}${declared} @key(fields: "id") { id: ID! ${shared} ${own.join(' ')} }`;
}

export const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
