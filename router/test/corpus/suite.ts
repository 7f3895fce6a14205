import { isObject, type JsonObject } from '../../src/engine/result.ts';
import { federationLink, type SubgraphDefinition } from '../support/test-graph.ts';

/** What a client must get: the data with its keys in this order, and for each error its place and code. */
export type Expected = { data: unknown; errors?: { path?: (string | number)[]; code: string }[] };

/** One request of a corpus and its answer, worked out by hand from the subgraphs' data. */
export type Case = { name: string; query: string; variables?: JsonObject; expected: Expected };

/** A supergraph and what it must answer. */
export type Suite = {
  name: string;
  subgraphs: readonly SubgraphDefinition[];
  cases: readonly Case[];
  isIntrospectable?: boolean;
  /** Subgraphs that answer every request with HTTP 500. */
  down?: readonly string[];
  /** Labels of progressive overrides that are on or off. */
  overrideLabels?: Record<string, boolean>;
};

/** A subgraph of a corpus; `imports` are the federation directives that its SDL uses. */
export function subgraph(name: string, imports: string, sdl: string, resolvers: object = {}): SubgraphDefinition {
  return { name, sdl: federationLink(...imports.split(' ')) + sdl, resolvers };
}

/** Resolves a representation to the row that agrees with it in everything both have; what only the representation has is kept. */
export function reference(rows: readonly JsonObject[]) {
  return (representation: JsonObject): JsonObject | null => {
    const row = rows.find((candidate) => agrees(candidate, representation));
    return row ? { ...representation, ...row } : null;
  };
}

function agrees(row: JsonObject, representation: JsonObject): boolean {
  return Object.entries(representation).every(([key, value]) => {
    const known = row[key];
    if (key === '__typename' || known === undefined) return true;
    return isObject(known) && isObject(value) ? agrees(known, value) : known === value;
  });
}
