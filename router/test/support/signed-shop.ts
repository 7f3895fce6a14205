import {
  createLifecycle,
  createLogger,
  serveSubgraph,
  type Caller,
  type RouterKey,
  type ServerTls,
} from '@conea/platform';
import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const sdl = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9")
  type Query {
    "Whom the router called for, as JSON."
    caller: String!
  }
  type Subscription {
    caller: String!
  }
`;

const aKey = (id: string): RouterKey => ({ id, secret: randomBytes(32) });

/** A subgraph as Conea's own are: it takes signed calls only. It tells whom it was called for, and with which headers. */
export async function startSignedShop(tls: ServerTls | null = null, routerKeys = [aKey('k1')]) {
  const log = createLogger('shop', 'silent');
  const lifecycle = createLifecycle(log);
  const received: IncomingHttpHeaders[] = [];
  const tell = (_: unknown, __: unknown, { caller }: { caller: Caller }) => JSON.stringify(caller);
  const { url } = await serveSubgraph({
    name: 'shop',
    typeDefs: sdl,
    resolvers: {
      Query: { caller: tell },
      Subscription: {
        caller: {
          subscribe: async function* () {
            yield {};
          },
          resolve: tell,
        },
      },
    },
    createContext: ({ caller }) => ({ caller }),
    ...{ routerKeys, tls },
    routes: (app) => {
      app.addHook('onRequest', async ({ headers }) => void received.push(headers));
    },
    ...{ host: '127.0.0.1', port: 0, lifecycle, log },
  });
  return {
    definition: { name: 'shop', sdl, resolvers: {} },
    name: 'shop',
    url: `${url}/graphql`,
    /** The environment of a router that signs its calls. */
    environment: {
      SHOP_ROUTER_KEYS: routerKeys.map(({ id, secret }) => `${id}:${secret.toString('base64')}`).join(','),
    },
    received,
    stop: () => lifecycle.stop(),
  };
}
