import { z } from 'zod';
import type { Target } from '../router/target.ts';

const watched = z.object({ longest: z.number() });

/** Milliseconds of the longest turn of a router's event loop while something is done. */
export async function longestTurn(router: Target, work: () => Promise<unknown>): Promise<number> {
  await router.ask('start');
  await work();
  return watched.parse(await router.ask('stop')).longest;
}
