import { parentPort } from 'node:worker_threads';
import { readSupergraph } from '../../supergraph-facts.ts';
import { assembleSupergraph } from '../../supergraph.ts';
import { toSchemaTexts } from './schema-texts.ts';
import type { SupergraphOrder, SupergraphReading } from './supergraph-build.ts';

parentPort?.once('message', (order: SupergraphOrder) => {
  parentPort?.postMessage(read(order));
});

function read({ sdl, options }: SupergraphOrder): SupergraphReading {
  try {
    const { facts, schemas } = readSupergraph(sdl, options);
    // What the planning library refuses is found here too.
    assembleSupergraph(facts, schemas, { ...options, planning: null });
    return { facts, apiTexts: toSchemaTexts(schemas.apiSchema), fullTexts: toSchemaTexts(schemas.fullSchema) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
