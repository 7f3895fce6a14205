import { appendFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Target } from '../router/target.ts';
import { longestTurn } from './longest-turn.ts';

const readiness = z.object({ supergraph: z.object({ loadedAt: z.string() }) });

/** Milliseconds of the longest turn while a router puts another version of its supergraph in force. */
export async function measureReload(router: Target, supergraph: string): Promise<number> {
  const old = await versionOf(router);
  return longestTurn(router, async () => {
    appendFileSync(supergraph, '\n# another version\n');
    while ((await versionOf(router)) === old) await wait(50);
  });
}

async function versionOf({ url }: Target): Promise<string> {
  const response = await fetch(new URL('/ready', url));
  return readiness.parse(await response.json()).supergraph.loadedAt;
}
