import composition from '@apollo/composition';
import { GraphQLError, parse, type DocumentNode } from 'graphql';
import type { SubgraphSource } from './supergraph-config.ts';

/** What is wrong with the subgraphs, a line each: a sentence for whoever changed a schema. */
export class CompositionError extends Error {}

/** Composes subgraphs into a supergraph; the same input gives the same bytes. Throws a `CompositionError`. */
export function composeSupergraph(sources: readonly SubgraphSource[]): string {
  const services = sources.map((source) => ({ name: source.name, url: source.url, typeDefs: parseSource(source) }));
  const { supergraphSdl, errors } = composition.composeServices(services);
  if (supergraphSdl === undefined)
    throw new CompositionError((errors ?? []).map(({ message }) => `- ${message}`).join('\n'));
  return supergraphSdl.endsWith('\n') ? supergraphSdl : `${supergraphSdl}\n`;
}

function parseSource({ name, sdl }: SubgraphSource): DocumentNode {
  try {
    return parse(sdl);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [at] = error.locations ?? [];
    throw new CompositionError(`- [${name}] ${error.message} (line ${at?.line})`, { cause: error });
  }
}
