import { Kind, parse, print } from 'graphql';
import { readFileSync } from 'node:fs';
import { compose } from '../compose.ts';
import { nestedQuery, subgraphs } from '../router/graph.ts';

export type Operation = { query: string; operationName: string | undefined };

/** Operations over one supergraph. */
export type Workload = { name: string; supergraph: string; operations: readonly Operation[] };

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** Each definition of a document without fragments as an operation of its own. */
function split(document: string): Operation[] {
  return parse(document, { noLocation: true }).definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? [{ query: print(node), operationName: node.name?.value }] : [],
  );
}

/** One query of the federation benchmark, and what agents ask Conea. */
export function workloads(): Workload[] {
  const benchmark = compose(subgraphs.map(({ name, sdl }) => ({ name, sdl, url: 'http://localhost' })));
  // The router plans without its own `rateLimit`.
  const agents = split(read('router/operations/agents.graphql')).filter(({ query }) => !query.includes('rateLimit'));
  return [
    { name: 'nested', supergraph: benchmark, operations: [{ query: nestedQuery, operationName: undefined }] },
    { name: 'agents', supergraph: read('router/supergraph.graphql'), operations: agents },
  ];
}
