import composition from '@apollo/composition';
import { parse } from 'graphql';
import type { SubgraphSource } from './supergraph-config.ts';

/** Composes subgraphs into a supergraph; the same input gives the same bytes. Throws all that is wrong, a line each. */
export function composeSupergraph(sources: readonly SubgraphSource[]): string {
  const services = sources.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
  const { supergraphSdl, errors } = composition.composeServices(services);
  if (supergraphSdl === undefined) throw new Error((errors ?? []).map(({ message }) => message).join('\n'));
  return supergraphSdl.endsWith('\n') ? supergraphSdl : `${supergraphSdl}\n`;
}
