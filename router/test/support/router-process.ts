import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../../../test/support/processes.ts';
import type { RouterConfigInput } from '../../src/config/config.ts';
import { compose, type SubgraphDefinition } from './test-graph.ts';

export type RouterProcess = Awaited<ReturnType<typeof startRouterProcess>>;

export type RouterProcessOptions = { config?: RouterConfigInput; environment?: Record<string, string> };

/** A router as it is run: a process of its own, which can crash, and whose log is what it wrote. */
export async function startRouterProcess(
  definitions: readonly SubgraphDefinition[],
  subgraphs: readonly { name: string; url: string }[],
  { config = {}, environment = {} }: RouterProcessOptions = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'conea-router-'));
  const [supergraph, yaml] = ['supergraph.graphql', 'router.yaml'].map((name) => join(folder, name));
  if (!supergraph || !yaml) throw new Error('two names make two paths');
  await writeFile(supergraph, compose(definitions, subgraphs));
  const common = { server: { explorer: false }, query_planning: { warm_up: '0s' } };
  // JSON is YAML.
  await writeFile(yaml, JSON.stringify({ ...common, ...config }));
  const running = startProcess(['router/src/main.ts', '--supergraph', supergraph], {
    ...{ ROUTER_CONFIG: yaml, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'info' },
    ...environment,
  });
  await running.waitFor('"msg":"listening"');
  const origin = /"url":"(https?:[^"]+)"/.exec(running.output())?.[1];
  return {
    url: `${origin}/graphql`,
    output: running.output,
    /** `kill -9`. */
    kill: () => running.end('SIGKILL'),
    /** Answers how it ended: 0 when it stopped as it should. */
    stop: async () => {
      const code = await running.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
      return code;
    },
  };
}
