import { createLifecycle, createLogger, createMetrics, openSecrets, routerKeys, serveSubgraph } from '@conea/platform';

// A subgraph that knows nothing but its keys, from wherever its environment says.
const secrets = await openSecrets('shop');
const log = createLogger('shop', 'info');
const metrics = createMetrics('shop');
secrets.measure(metrics);
await serveSubgraph({
  name: 'shop',
  typeDefs: 'type Query { answer: Int! }',
  resolvers: { Query: { answer: () => 42 } },
  createContext: () => ({}),
  routerKeys: secrets.live('SHOP_ROUTER_KEYS', routerKeys),
  ...{ host: '127.0.0.1', port: 0, lifecycle: createLifecycle(log), log, metrics },
});
