import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startTarget, type Target } from './target.ts';

/** A router that can take part; `settings` is what is not its default. */
export type Entrant = { name: string; settings: string; start(graph: ComposedGraph, port: number): Promise<Target> };

/** The file of a supergraph, and its subgraphs for a gateway that knows nothing of composition. */
export type ComposedGraph = { supergraph: string; services: readonly { name: string; url: string }[] };

const peers = '../../peers';
const hive = `${peers}/node_modules/@graphql-hive/gateway/dist/bin.js`;
const hiveConfig = fileURLToPath(new URL(`${peers}/gateway.config.mjs`, import.meta.url));
const ownConfig = fileURLToPath(new URL('router.yaml', import.meta.url));
const mercurius = `${peers}/mercurius/gateway.mjs`;
const isInstalled = (path: string) => existsSync(fileURLToPath(new URL(path, import.meta.url)));

const apolloGateway = (name: string, transport: string): Entrant => ({
  name,
  settings: transport === 'undici' ? 'its HTTP client replaced by undici' : 'defaults',
  start: ({ supergraph }, port) =>
    startTarget({ name, program: 'apollo-gateway/main.ts', args: [supergraph, String(port), transport], port }),
});

const hiveGateway = (name: string, flags: readonly string[], isSharing: boolean): Entrant => ({
  name,
  settings: `${flags.join(' ')}; ${sharing(isSharing)}`,
  start: ({ supergraph }, port) => {
    const common = ['supergraph', supergraph, '--port', String(port), '--host', '127.0.0.1', '--fork', '1'];
    return startTarget({
      name,
      program: hive,
      args: [...common, '--config-path', hiveConfig, ...flags],
      env: { SHARING: String(isSharing) },
      port,
    });
  },
});

const conea = (isSharing: boolean): Entrant => ({
  name: 'conea',
  settings: `cost and budget enforced; ${sharing(isSharing)}`,
  start: ({ supergraph }, port) =>
    startTarget({
      name: 'conea',
      program: '../../../router/src/main.ts',
      args: ['--supergraph', supergraph, '--config', ownConfig],
      env: { PORT: String(port), LOG_LEVEL: 'warn', SHARING: String(isSharing) },
      port,
    }),
});

const mercuriusGateway: Entrant = {
  name: '@mercuriusjs/gateway',
  settings: 'Federation 1, JIT',
  start: ({ services }, port) => {
    const list = JSON.stringify(services.map(({ name, url }) => ({ name, url })));
    return startTarget({ name: '@mercuriusjs/gateway', program: mercurius, args: [list, String(port)], port });
  },
};

const sharing = (isSharing: boolean) => `sharing of whole requests ${isSharing ? 'on' : 'off'}`;

/**
 * The routers that are compared, ours first. Hive Gateway and Mercurius take part once they are installed; with `isSharing` only those do
 * that can give one answer to identical requests.
 */
export function entrantsFor(isSharing: boolean): Entrant[] {
  const hiveGateways = isInstalled(hive)
    ? [
        hiveGateway('hive-gateway', ['--jit'], isSharing),
        hiveGateway('hive-gateway + rust', ['--hive-router-runtime'], isSharing),
      ]
    : [];
  if (isSharing) return [conea(isSharing), ...hiveGateways];
  return [
    conea(isSharing),
    apolloGateway('@apollo/gateway', 'default'),
    apolloGateway('@apollo/gateway + undici', 'undici'),
    ...hiveGateways,
    ...(isInstalled(`${peers}/mercurius/node_modules`) ? [mercuriusGateway] : []),
  ];
}
