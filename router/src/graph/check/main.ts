import { parentPort } from 'node:worker_threads';
import { createSupergraph } from '../../supergraph.ts';
import type { SupergraphCheck, SupergraphProblem } from './check-supergraph.ts';

parentPort?.once('message', (check: SupergraphCheck) => {
  parentPort?.postMessage(findProblem(check));
});

function findProblem({ sdl, options }: SupergraphCheck): SupergraphProblem {
  try {
    createSupergraph(sdl, { ...options, planning: null });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
