import type { JsonObject } from '../../src/engine/result.ts';
import { isObject } from '../../src/engine/result.ts';
import { federationLink, type SubgraphDefinition } from '../support/test-graph.ts';

/** A supergraph for random operations. */
export type Graph = {
  name: string;
  subgraphs: readonly SubgraphDefinition[];
  /** Values worth trying for `ID` and `String` arguments. */
  texts: readonly string[];
};

/** What one execution of an operation shares between its subgraphs. */
export type Run = {
  /** Which fields fail in this run; 0 for none. */
  faults: number;
  /** How many mutations have been executed: their order shows in the answers. */
  mutations: number;
};

/** A subgraph; `imports` are the federation directives of its SDL. */
export function subgraph(name: string, imports: string, sdl: string, resolvers: object = {}): SubgraphDefinition {
  return { name, sdl: federationLink(...imports.split(' ')) + sdl, resolvers };
}

/** Resolves a representation to the row that agrees with it; what the representation brings (`@requires`) wins. */
export function reference(rows: readonly JsonObject[]) {
  return (representation: JsonObject): JsonObject | null => {
    const row = rows.find((candidate) => agrees(candidate, representation));
    // An interface object asks with the name of the interface.
    const { __typename = representation['__typename'] } = row ?? {};
    return row ? { ...row, ...representation, ...(__typename !== undefined && { __typename }) } : null;
  };
}

const keyFields = new Set(['id', 'internal', 'sku', 'email', 'place', 'city', 'zone', 'code']);

function agrees(row: JsonObject, representation: JsonObject): boolean {
  return Object.entries(representation).every(([key, value]) => {
    if (!keyFields.has(key) || row[key] === undefined) return true;
    const known = row[key];
    return isObject(known) && isObject(value) ? agrees(known, value) : known === value;
  });
}
