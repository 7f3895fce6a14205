import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchOptions } from '../bench.ts';
import { compose } from '../compose.ts';
import type { Figure } from '../figures.ts';
import { subgraphs } from '../router/graph.ts';
import { compareAnswers, measure } from '../router/measure.ts';
import { scenarios } from '../router/scenarios.ts';
import { startSubgraphs, startTarget, type Target } from '../router/target.ts';
import { featuresOf, type Feature } from './features.ts';
import { startPeers } from './peers.ts';

const firstPort = 4_950;
const defaultScenarios = ['nested', 'small'];

/** What each feature of our router costs: routers that differ in one feature, in turn under the same load. */
export async function benchFeatures({ seconds, rounds, only = defaultScenarios }: BenchOptions): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'conea-bench-'));
  const upstream = await startSubgraphs();
  const peers = await startPeers();
  const targets: Target[] = [];
  const write = (name: string, text: string) => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };
  const services = subgraphs.map(({ name, sdl }) => ({ name, sdl, url: upstream.urls[name] ?? '' }));
  const open = write('open.graphql', compose(services));
  const guarded = write('guarded.graphql', compose(services.map(guard)));
  try {
    for (const [index, feature] of featuresOf(peers).entries()) {
      const config = write(`${index}.yaml`, JSON.stringify(feature.config));
      const headers = feature.isSignedIn ? { authorization: `Bearer ${peers.token}` } : {};
      const supergraph = feature.isGuarded ? guarded : open;
      targets.push(await start(feature, { config, supergraph, headers, port: firstPort + index }));
    }
    const figures: Figure[] = [];
    for (const scenario of scenarios.filter(({ name }) => only.includes(name))) {
      await compareAnswers(targets, scenario);
      figures.push(...(await measure(targets, scenario, { bench: 'features', seconds, rounds })));
    }
    return figures;
  } finally {
    for (const target of targets) target.stop();
    upstream.stop();
    peers.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

type Settings = { config: string; supergraph: string; headers: Record<string, string>; port: number };

/** The subgraphs take signed calls as they take others: what is measured is the router's part. */
const routerKeys = Object.fromEntries(
  subgraphs.map(({ name }) => [`${name.toUpperCase()}_ROUTER_KEYS`, `bench:${randomBytes(32).toString('base64')}`]),
);

function start({ name, isSigning = false }: Feature, { config, supergraph, headers, port }: Settings): Promise<Target> {
  return startTarget({
    ...{ name, headers, port },
    program: '../../../router/src/main.ts',
    args: ['--supergraph', supergraph, '--config', config],
    env: { PORT: String(port), LOG_LEVEL: 'warn', ...(isSigning && routerKeys) },
  });
}

/** Rules on what the benchmark asks most: names are for signed-in callers, reviews for those who may read. */
function guard<Service extends { sdl: string }>(service: Service): Service {
  const sdl = service.sdl
    .replace('v2.3", import: [', 'v2.9", import: ["@authenticated","@requiresScopes",')
    .replace('birthday: Int', 'birthday: Int @authenticated')
    .replaceAll('reviews: [Review]', 'reviews: [Review] @requiresScopes(scopes: [["read:own_data"]])')
    .replace('name: String price', 'name: String @authenticated price');
  return { ...service, sdl };
}
