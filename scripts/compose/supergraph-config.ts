import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

const config = z.object({
  federation_version: z.string(),
  subgraphs: z.record(z.string(), z.object({ routing_url: z.url(), schema: z.object({ file: z.string() }) })),
});

export type SubgraphSource = { name: string; url: string; sdl: string };

/** The subgraphs that supergraph.yaml (Rover's format) lists, with the text of their schemas. */
export async function readSupergraphConfig(path: string): Promise<SubgraphSource[]> {
  const { subgraphs } = config.parse(parseYaml(await readFile(path, 'utf8')));
  const directory = dirname(path);
  return Promise.all(
    Object.entries(subgraphs).map(async ([name, { routing_url: url, schema }]) => ({
      name,
      url,
      sdl: await readFile(resolve(directory, schema.file), 'utf8'),
    })),
  );
}
