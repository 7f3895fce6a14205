import composition from '@apollo/composition';
import { parse } from 'graphql';

/** A subgraph as composition takes it. */
export type Service = { name: string; url: string; sdl: string };

/** The supergraph of subgraphs; throws what composition finds wrong. */
export function compose(services: readonly Service[]): string {
  const { supergraphSdl, errors } = composition.composeServices(
    services.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (supergraphSdl === undefined) throw new Error((errors ?? []).map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
