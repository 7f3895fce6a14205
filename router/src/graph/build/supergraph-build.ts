import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { SupergraphFacts } from '../../supergraph-facts.ts';
import { assembleSupergraph, type Supergraph, type SupergraphOptions } from '../../supergraph.ts';
import { fromSchemaTexts } from './schema-texts.ts';

/** What is asked of the thread. */
export type SupergraphOrder = { sdl: string; options: SupergraphOptions };

/** What it answers: what it has read, or why the supergraph cannot be served. */
export type SupergraphReading =
  { facts: SupergraphFacts; apiTexts: readonly string[]; fullTexts: readonly string[] } | { problem: string };

const file = new URL('./main.ts', import.meta.url);

/**
 * Makes a supergraph beside the thread that answers requests; there it is only put together, in several turns. Throws when this router cannot
 * serve it.
 */
export async function buildSupergraphBeside(order: SupergraphOrder, timeout: number): Promise<Supergraph> {
  const reading = await readBeside(order, timeout);
  if ('problem' in reading) throw new Error(reading.problem);
  const apiSchema = await fromSchemaTexts(reading.apiTexts);
  const fullSchema = await fromSchemaTexts(reading.fullTexts);
  await nextTurn();
  return assembleSupergraph(reading.facts, { apiSchema, fullSchema }, order.options);
}

async function readBeside(order: SupergraphOrder, timeout: number): Promise<SupergraphReading> {
  const worker = new Worker(file);
  const timer = setTimeout(() => void worker.terminate(), timeout);
  try {
    return await new Promise<SupergraphReading>((resolve) => {
      worker.once('message', resolve);
      worker.once('error', (error: Error) => resolve({ problem: error.message }));
      worker.once('exit', () => resolve({ problem: 'it could not be checked in time' }));
      worker.postMessage(order);
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
