import { createLifecycle, createLogger, createRedis, openSecrets } from '@conea/platform';
import cluster from 'node:cluster';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArguments, usage } from './arguments.ts';
import { loadPolicyModule, type PolicyModule } from './authorization/policy-module.ts';
import { createBus } from './cluster/bus.ts';
import { runPrimary } from './cluster/primary.ts';
import { createProcessPort } from './cluster/process-port.ts';
import { shareOfWorker } from './cluster/worker-share.ts';
import type { RouterConfig } from './config/config.ts';
import { trafficOf } from './config/traffic-shaping.ts';
import { createLiveSetting } from './config/live-setting.ts';
import { parseConfig } from './config/load-config.ts';
import { defaultSupergraph, nodeOptions, readEnv, signingKey, subgraphUrl } from './env.ts';
import { buildSupergraphBeside } from './graph/build/supergraph-build.ts';
import type { LoadedSupergraph } from './graph/graph.ts';
import { warmStart } from './graph/warm-start.ts';
import { createFileSource, createUrlSource, type SupergraphSource } from './graph/supergraph-source.ts';
import { readHeapLimit } from './overload/heap-limit.ts';
import { serveRouter, type RouterOptions } from './serve.ts';
import { createSubgraphsTls } from './traffic/subgraph-tls.ts';
import { createSupergraph, type Supergraph, type SupergraphOptions } from './supergraph.ts';

type SubgraphsTls = ReturnType<typeof createSubgraphsTls>;

/** Of a new supergraph, in milliseconds. */
const buildTimeout = 60_000;
/** The workers have their own, of 15 seconds. */
const primaryDeadline = 18_000;

const secrets = await openSecrets('router');
const env = readEnv(secrets);
const log = createLogger('router', env.LOG_LEVEL);
const options = readable('The command line', () => parseArguments(process.argv.slice(2)));

if (options.isHelp) process.stdout.write(usage);
else await run(options.config ?? env.ROUTER_CONFIG);

async function run(configPath: string): Promise<void> {
  const configText = await readFile(configPath, 'utf8').catch((error: unknown) => fail('The configuration', error));
  const parse = () => parseConfig(configText, secrets.values(), dirname(configPath));
  const whole = readable(configPath, parse);
  if (env.WEB_CONCURRENCY > 1 && cluster.isPrimary && !options.isCheck) return supervise(whole);
  const config = cluster.isWorker ? shareOfWorker(whole, env.WEB_CONCURRENCY) : whole;
  const source = sourceFor(config);
  const sdl = (await source.read().catch((error: unknown) => fail('The supergraph', error))) ?? '';
  const supergraphOptions = optionsFor(config);
  const tls = createSubgraphsTls((name) => trafficOf(config.traffic_shaping, name).tls, log);
  const loaded = readable(source.name, () => withTargets(createSupergraph(sdl, supergraphOptions), tls));
  const load = async (text: string) =>
    withTargets(await buildSupergraphBeside({ sdl: text, options: supergraphOptions }, buildTimeout), tls);
  const policies = await policiesFor(config).catch((error: unknown) => fail(configPath, error));
  const invalidationKey = createLiveSetting(() => parse().response_cache.invalidation.shared_key, log);
  const updates = { sdl, source, load };
  if (!options.isCheck) return serve({ config, policies, loaded, updates, invalidationKey }, tls);
  process.stdout.write(`${configPath} is valid, and so is ${source.name}.\n`);
  await Promise.all([loaded.supergraph.close(), tls.close()]);
}

/** Null when none is configured. */
async function policiesFor({ authorization }: RouterConfig): Promise<PolicyModule | null> {
  const { module } = authorization.policy;
  return module === undefined ? null : loadPolicyModule(module);
}

async function supervise(config: RouterConfig): Promise<void> {
  const lifecycle = createLifecycle(log, primaryDeadline);
  lifecycle.onStop('secrets', () => secrets.close());
  await runPrimary({ config, workers: env.WEB_CONCURRENCY, lifecycle, log, exit: (code) => process.exit(code) });
}

function sourceFor({ supergraph }: RouterConfig): SupergraphSource {
  if (options.supergraph === undefined && supergraph.urls.length > 0) return createUrlSource(supergraph);
  return createFileSource(options.supergraph ?? (supergraph.path || defaultSupergraph), supergraph);
}

function withTargets(supergraph: Supergraph, tls: SubgraphsTls): LoadedSupergraph {
  const targets = supergraph.subgraphs.map(({ name, url: routingUrl }) => {
    const url = subgraphUrl(name) ?? routingUrl;
    return { name, url, key: signingKey(secrets, name), tls: tls.of(name, url) };
  });
  return { supergraph, targets };
}

async function serve(
  served: Pick<RouterOptions, 'config' | 'policies' | 'loaded' | 'updates' | 'invalidationKey'>,
  tls: SubgraphsTls,
): Promise<void> {
  const lifecycle = createLifecycle(log);
  lifecycle.onStop('secrets', () => secrets.close());
  lifecycle.onStop('certificates of subgraphs', tls.close);
  await warmStart(served.loaded.supergraph, served.config, log);
  await serveRouter({
    ...served,
    secrets,
    bus: cluster.isWorker ? createBus(createProcessPort(process)) : null,
    redis: env.REDIS_URL === undefined ? null : createRedis(env.REDIS_URL, log),
    host: env.HOST,
    port: env.PORT,
    heapLimit: readHeapLimit(nodeOptions),
    lifecycle,
    log,
  });
}

function optionsFor({
  authorization,
  supergraph,
  override_labels,
  demand_control,
  budget,
  query_planning,
}: RouterConfig): SupergraphOptions {
  return {
    directives: authorization.directives,
    overrideLabels: override_labels,
    planning: query_planning,
    defaultListSize: demand_control.strategy.static_estimated.list_size,
    isCostStrict: demand_control.mode === 'enforce',
    hasDefer: supergraph.defer_support,
    hasRateLimitField: demand_control.enabled && budget.rate_limit_field,
  };
}

function readable<Value>(what: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    return fail(what, error);
  }
}

/** Ends the process with a sentence for whoever starts it. */
function fail(what: string, error: unknown): never {
  const problems = error instanceof Error ? error.message.split('\n') : [String(error)];
  process.stderr.write(`${what} cannot be used:\n${problems.map((problem) => `  ${problem}\n`).join('')}`);
  process.exit(1);
}
