import { Worker } from 'node:worker_threads';
import type { SupergraphOptions } from '../../supergraph.ts';

/** What is asked of the thread. */
export type SupergraphCheck = { sdl: string; options: SupergraphOptions };

/** What it answers: null when the supergraph can be served. */
export type SupergraphProblem = string | null;

const file = new URL('./main.ts', import.meta.url);

/** Why a supergraph cannot be served, found out beside the thread that answers requests; null when it can. */
export async function checkSupergraph(check: SupergraphCheck, timeout: number): Promise<SupergraphProblem> {
  const worker = new Worker(file);
  const timer = setTimeout(() => void worker.terminate(), timeout);
  try {
    return await new Promise<SupergraphProblem>((resolve) => {
      worker.once('message', resolve);
      worker.once('error', (error: Error) => resolve(error.message));
      worker.once('exit', () => resolve('it could not be checked in time'));
      worker.postMessage(check);
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
