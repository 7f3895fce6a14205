import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

const config = z.strictObject({
  federation_version: z.string().regex(/^=2\.\d+\.\d+$/),
  subgraphs: z.record(
    z.string().regex(/^[a-z][a-z0-9-]*$/),
    z.strictObject({ routing_url: z.url(), schema: z.strictObject({ file: z.string() }) }),
  ),
});

/** A subgraph that supergraph.yaml lists; the path of its schema is absolute. */
export type ListedSubgraph = { name: string; url: string; schemaPath: string };

export type SubgraphSource = { name: string; url: string; sdl: string };

/** The subgraphs that a file in Rover's format lists, with every schema in a file beside it. */
export function listSubgraphs(path: string): ListedSubgraph[] {
  const { subgraphs } = config.parse(parseYaml(readFileSync(path, 'utf8')));
  return Object.entries(subgraphs).map(([name, { routing_url: url, schema }]) => ({
    name,
    url,
    schemaPath: resolve(dirname(path), schema.file),
  }));
}

/** The same subgraphs with the text of their schemas. */
export function readSupergraphConfig(path: string): SubgraphSource[] {
  return listSubgraphs(path).map(({ name, url, schemaPath }) => ({ name, url, sdl: readFileSync(schemaPath, 'utf8') }));
}
