import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { startProcess, type RunningProcess } from '../../../test/support/processes.ts';
import { until } from '../../../test/support/until.ts';
import type { RouterConfigInput } from '../../src/config/config.ts';
import { compose, type SubgraphDefinition, type TestSubgraph } from './test-graph.ts';

export type RouterCluster = {
  url: string;
  /** The first process; the parent of the workers, when there are several. */
  process: RunningProcess;
  /** The processes that serve or served, in the order of their start. */
  workers(): number[];
  isReady(): Promise<boolean>;
  /** Puts another supergraph in place of the one that was read. */
  write(supergraph: string): void;
  stop(): Promise<void>;
};

export type RouterClusterOptions = {
  definitions: readonly SubgraphDefinition[];
  subgraphs: readonly TestSubgraph[];
  config?: RouterConfigInput;
  workers?: number;
  environment?: Record<string, string>;
};

const line = z.object({ msg: z.string(), pid: z.number(), url: z.string().optional() });

/** Starts `router/src/main.ts` over test subgraphs and waits until it is ready. */
export async function startRouterCluster(options: RouterClusterOptions): Promise<RouterCluster> {
  const files = writeRouterFiles(options);
  const running = startProcess(['router/src/main.ts'], { ...files.environment, ...options.environment });
  const listening = () =>
    running
      .output()
      .split('\n')
      .flatMap((text) => (text.includes('"listening"') ? [line.parse(JSON.parse(text))] : []));
  await running.waitFor('"listening"');
  const url = `${listening()[0]?.url}/graphql`;
  const isReady = async () => (await fetch(new URL('/ready', url))).status === 200;
  await until('the router is ready', isReady, 60_000);
  return {
    ...{ url, process: running, isReady, write: files.write },
    workers: () => listening().map(({ pid }) => pid),
    stop: async () => {
      await running.end('SIGTERM');
      files.remove();
    },
  };
}

/** The files of a router, and the environment that names them. */
export function writeRouterFiles({ definitions, subgraphs, config = {}, workers = 4 }: RouterClusterOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'conea-router-'));
  const [configPath, supergraphPath] = [join(folder, 'router.yaml'), join(folder, 'supergraph.graphql')];
  const write = (supergraph: string) => writeFileSync(supergraphPath, supergraph);
  write(compose(definitions, subgraphs));
  const common = { server: { cors: { origins: [] }, explorer: false }, supergraph: { path: supergraphPath } };
  writeFileSync(configPath, stringify({ ...common, query_planning: { workers: 0, warm_up: '0s' }, ...config }));
  return {
    write,
    environment: { ROUTER_CONFIG: configPath, PORT: '0', WEB_CONCURRENCY: String(workers), LOG_LEVEL: 'info' },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const answerShape = z.object({ data: z.unknown(), errors: z.unknown() }).partial();
export type FreshAnswer = z.infer<typeof answerShape> & { status: number };

/** Sends a request on a connection of its own; of many at once each worker takes some. */
export function askAfresh(url: string, body: object, headers: Record<string, string> = {}): Promise<FreshAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<FreshAnswer>();
  const options = { method: 'POST', agent: false, headers: { 'content-type': 'application/json', ...headers } };
  request(url, options, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    response.once('error', reject);
    response.once('end', () => resolve({ status: response.statusCode ?? 0, ...answerShape.parse(JSON.parse(text)) }));
  })
    .once('error', reject)
    .end(JSON.stringify(body));
  return promise;
}
