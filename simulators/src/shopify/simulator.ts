import fastify, { type FastifyInstance } from 'fastify';
import { z, ZodError } from 'zod';
import { createBucket, plans, type Bucket, type Plan } from './admin/bucket.ts';
import { serveAdmin } from './admin/endpoint.ts';
import { createRoot } from './admin/root.ts';
import { createTokens } from './app.ts';
import { createBuyer } from './buyer.ts';
import { renderPage } from './control/page.ts';
import { serveControl } from './control/routes.ts';
import { createFaults } from './faults.ts';
import { serveOauth } from './oauth.ts';
import { createShop } from './shop.ts';
import { readState, writeState } from './state-file.ts';
import { createDeliveries } from './webhooks/deliveries.ts';
import { createSubscriptions } from './webhooks/subscriptions.ts';

export type SimulatorOptions = {
  shops: readonly { domain: string; orderCount: number }[];
  seed: string;
  plan: Plan;
  /** Share of the real time that webhook retries take. */
  timeScale: number;
  /** Milliseconds until the search index knows a change. */
  indexLag: number;
  /** Milliseconds that a cursor is good for. */
  cursorLifetime: number;
  /** Where to keep changes over a restart; in memory only by default. */
  stateFile?: string | undefined;
};

const apiVersion = '2026-10';

/** A stand-in for Shopify: Admin API, tokens, webhooks, and `/simulator` to act as buyers and to break things. Nothing listens yet. */
export function createSimulator(options: SimulatorOptions): FastifyInstance {
  const state = options.stateFile === undefined ? null : readState(options.stateFile);
  const start = state?.start ?? new Date(Math.floor(Date.now() / 1000) * 1000);
  const shops = new Map(
    options.shops.map(({ domain, orderCount }) => [
      domain,
      createShop({ domain, orderCount, seed: options.seed, start }),
    ]),
  );
  const { stateFile } = options;
  let isRestored = false;
  const save = () => {
    if (isRestored && stateFile !== undefined) writeState(stateFile, start, shops.values(), subscriptions);
  };
  const subscriptions = createSubscriptions(() => save());
  for (const saved of state?.shops ?? []) {
    for (const subscription of saved.subscriptions) subscriptions.add(saved.domain, subscription);
    const shop = shops.get(saved.domain);
    if (shop) shop.orders = new Map(saved.orders.map((order) => [order.id, order]));
  }
  isRestored = true;

  const faults = createFaults();
  const tokens = createTokens();
  const counters = { calls: 0 };
  const deliveries = createDeliveries({ subscriptions, faults, apiVersion, timeScale: options.timeScale });
  const buyer = createBuyer(deliveries, options.indexLag, save);
  const findShop = (domain: string) => shops.get(domain);
  const cursorRules = {
    lifetime: options.cursorLifetime,
    isExpired: () => faults.expiredCursors > 0 && faults.expiredCursors-- > 0,
  };

  const server = createServer();
  const onEachWay = (scope: FastifyInstance, domainOf: DomainOf) => {
    serveOauth(scope, domainOf, { findShop, tokens });
    serveAdmin(scope, domainOf, {
      ...{ findShop, tokens, faults },
      rootOf: (shop) => createRoot(shop, subscriptions, cursorRules),
      bucketOf: createBuckets(options.plan),
      onCall: () => counters.calls++,
    });
  };
  // A shop is addressed by host, as in production, or by the first segment of the path, since all of them share one port here.
  void server.register(async (scope) => onEachWay(scope, ({ hostname }) => hostname));
  void server.register(async (scope) => onEachWay(scope, ({ params }) => pathShape.parse(params).shop), {
    prefix: '/:shop',
  });
  serveControl(server, { shops, buyer, deliveries, subscriptions, tokens, faults, counters });
  server.get('/', (_, reply) => reply.type('text/html; charset=utf-8').send(renderPage(shops.values())));
  server.get('/health', () => ({ status: 'UP' }));
  server.addHook('onClose', async () => {
    save();
    await deliveries.stop();
  });
  return server;
}

type DomainOf = (request: { params: unknown; hostname: string }) => string;

const pathShape = z.object({ shop: z.string() });

function createServer(): FastifyInstance {
  const server = fastify({ forceCloseConnections: true });
  server.addHook('onRequest', (_, reply, done) => {
    reply.header('x-conea-simulator', 'shopify');
    done();
  });
  server.setErrorHandler((error, _, reply) => {
    if (error instanceof ZodError) return reply.code(400).send({ errors: z.prettifyError(error) });
    throw error;
  });
  // A POST without a body is what `curl -X POST` sends.
  server.addContentTypeParser('application/x-www-form-urlencoded', (_request, _payload, done) => done(null, {}));
  return server;
}

/** One bucket per app and shop; the simulator has one app, however many tokens it was given. */
function createBuckets(plan: Plan) {
  const buckets = new Map<string, Bucket>();
  return ({ domain }: { domain: string }) => {
    const bucket = buckets.get(domain) ?? createBucket(plans[plan]);
    buckets.set(domain, bucket);
    return bucket;
  };
}
