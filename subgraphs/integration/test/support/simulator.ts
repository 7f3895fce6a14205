import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { startServer } from './process.ts';

export const shopDomain = 'conea-demo.myshopify.com';
export const clientSecret = 'shpss_simulator_secret_of_the_demo_app';
export const previousSecret = 'shpss_simulator_secret_before_rotation';
export const credentials = { clientId: 'conea-simulator-app', clientSecret };
export const permanentCredentials = { accessToken: 'shpat_simulator_token_of_the_demo_app', clientSecret };

const acted = z.object({
  order: z.object({ id: z.string(), name: z.string(), updatedAt: z.string(), total: z.string() }),
});
const delivery = z.object({
  webhookId: z.string(),
  topic: z.string(),
  state: z.string(),
  attempts: z.array(z.object({ outcome: z.string() })),
});
const subscription = z.object({ id: z.string(), topic: z.string(), uri: z.string() });
const counters = z.object({ calls: z.number() });

export type Simulator = Awaited<ReturnType<typeof startSimulator>>;

/** The Shopify simulator as a process, with what people do in it. */
export async function startSimulator(env: Record<string, string> = {}) {
  const server = await startServer(new URL('../../../../simulators/src/shopify/main.ts', import.meta.url), {
    PORT: '0',
    SIMULATOR_SHOPS: `${shopDomain}:260,conea-other.myshopify.com:5`,
    SIMULATOR_INDEX_LAG_MS: '0',
    SIMULATOR_TIME_SCALE: '0.00001',
    ...env,
  });
  const call = async <Shape extends z.ZodType>(method: string, path: string, shape: Shape, json?: object) => {
    const body = json && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) };
    const response = await fetch(`${server.url}/simulator/${path}`, { method, ...body });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return shape.parse(await response.json());
  };
  return {
    ...server,
    setFaults: (faults: object) => call('PUT', 'faults', z.unknown(), faults),
    changeOrder: async (order?: string, change = 'quantity') =>
      (await call('POST', 'orders/change', acted, { ...(order && { order }), change })).order,
    placeOrder: async () => (await call('POST', 'orders/create', acted)).order,
    deleteOrder: async (order: string) => (await call('POST', 'orders/delete', acted, { order })).order,
    redact: (address: string, customer: string) =>
      call('POST', 'compliance', z.unknown(), { topic: 'customers/redact', address, customer }),
    revokeTokens: () => call('POST', 'tokens/revoke', z.unknown()),
    deliveries: () => call('GET', 'deliveries', z.array(delivery)),
    subscriptions: () => call('GET', 'subscriptions', z.array(subscription)),
    calls: async () => (await call('GET', 'counters', counters)).calls,
  };
}

/** The headers of a delivery that the shop has signed. */
export function signedHeaders(body: string, topic = 'orders/updated', secret = clientSecret): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
    'x-shopify-shop-domain': shopDomain,
    'x-shopify-api-version': '2026-10',
    'x-shopify-webhook-id': crypto.randomUUID(),
    'x-shopify-triggered-at': new Date().toISOString(),
  };
}
