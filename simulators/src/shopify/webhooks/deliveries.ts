import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { app } from '../app.ts';
import type { Faults } from '../faults.ts';
import type { Subscriptions, WebhookSubscription } from './subscriptions.ts';
import { headerOf } from './topics.ts';

/** One webhook on its way; address and body stay what they were, whatever happens to the subscription. */
export type Delivery = {
  webhookId: string;
  eventId: string;
  topic: string;
  domain: string;
  address: string;
  subscriptionId: string | null;
  body: Buffer;
  triggeredAt: Date;
  state: 'pending' | 'delivered' | 'given up' | 'dropped';
  attempts: { at: Date; outcome: string }[];
};

export type DeliveryOptions = {
  subscriptions: Subscriptions;
  faults: Faults;
  apiVersion: string;
  /** Retries take this share of their real time: 1 spreads them over four hours. */
  timeScale: number;
};

const connectTimeout = 1_000;
const totalTimeout = 5_000;
/** Eight retries that double their delay and end after four hours. */
const retryDelays = Array.from({ length: 8 }, (_, retry) => (14_400_000 / 255) * 2 ** retry);
const holdBack = 500;
const kept = 5_000;

/** Delivers webhooks as Shopify does: signed, at least once, without any order, and no longer after eight retries in vain. */
export function createDeliveries({ subscriptions, faults, apiVersion, timeScale }: DeliveryOptions) {
  const agent = new Agent({ connect: { timeout: connectTimeout } });
  const stopping = new AbortController();
  const log: Delivery[] = [];
  let held: Delivery[] = [];
  let release: NodeJS.Timeout | undefined;
  let signatures = 0;

  const sign = (body: Buffer) => {
    const isOdd = signatures++ % 2 === 1;
    const isPrevious = faults.signedWith === 'previous' || (faults.signedWith === 'alternating' && isOdd);
    return createHmac('sha256', app.clientSecrets[isPrevious ? 1 : 0])
      .update(body)
      .digest('base64');
  };
  const attempt = async (delivery: Delivery): Promise<boolean> => {
    const outcome = await post(agent, delivery, { signature: sign(delivery.body), apiVersion }, stopping.signal);
    delivery.attempts.push({ at: new Date(), outcome });
    return /^2\d\d$/.test(outcome);
  };
  const deliver = async (delivery: Delivery) => {
    for (const delay of [0, ...retryDelays]) {
      if (delay > 0) await sleep(delay * timeScale, undefined, { signal: stopping.signal, ref: false });
      const isDelivered = await attempt(delivery);
      count(subscriptions, delivery, isDelivered);
      if (!isDelivered) continue;
      delivery.state = 'delivered';
      return;
    }
    delivery.state = 'given up';
    removeDead(subscriptions, delivery);
  };
  const unlessStopped = (error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  };
  const start = (delivery: Delivery) => {
    for (let copy = 0; copy <= faults.duplicates; copy++) deliver(delivery).catch(unlessStopped);
  };
  const hold = (delivery: Delivery) => {
    held.unshift(delivery);
    clearTimeout(release);
    release = setTimeout(() => {
      const batch = held;
      held = [];
      batch.reduce((earlier, next) => earlier.then(() => deliver(next)), Promise.resolve()).catch(unlessStopped);
    }, holdBack);
  };
  const send = (delivery: Delivery) => {
    log.push(delivery);
    log.splice(0, Math.max(0, log.length - kept));
    if (faults.isDropping) delivery.state = 'dropped';
    else if (faults.isReordered) hold(delivery);
    else start(delivery);
    return delivery;
  };

  return {
    /** Sends a topic to all its subscriptions; the deliveries share one event id. */
    publish: (domain: string, subscribedTopics: readonly WebhookSubscription['topic'][], body: Buffer) => {
      const eventId = randomUUID();
      return subscriptions
        .list(domain)
        .filter(({ topic }) => subscribedTopics.includes(topic))
        .map((subscription) =>
          send(createDelivery(domain, headerOf(subscription.topic), subscription.uri, body, eventId, subscription.id)),
        );
    },
    /** Sends a topic that nobody subscribes to, such as the compliance ones, to one address. */
    sendTo: (address: string, domain: string, topic: string, body: Buffer) =>
      send(createDelivery(domain, topic, address, body, randomUUID(), null)),
    list: () => log,
    stop: async () => {
      stopping.abort();
      clearTimeout(release);
      await agent.destroy();
    },
  };
}

export type Deliveries = ReturnType<typeof createDeliveries>;

function createDelivery(
  domain: string,
  topic: string,
  address: string,
  body: Buffer,
  eventId: string,
  subscriptionId: string | null,
): Delivery {
  const now = { triggeredAt: new Date(), state: 'pending' as const, attempts: [] };
  return { webhookId: randomUUID(), eventId, topic, domain, address, subscriptionId, body, ...now };
}

async function post(
  agent: Agent,
  delivery: Delivery,
  { signature, apiVersion }: { signature: string; apiVersion: string },
  stopping: AbortSignal,
): Promise<string> {
  try {
    const { statusCode, body } = await request(delivery.address, {
      dispatcher: agent,
      method: 'POST',
      signal: AbortSignal.any([stopping, AbortSignal.timeout(totalTimeout)]),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Shopify-Captain-Hook',
        'x-shopify-topic': delivery.topic,
        'x-shopify-hmac-sha256': signature,
        'x-shopify-shop-domain': delivery.domain,
        'x-shopify-api-version': apiVersion,
        'x-shopify-webhook-id': delivery.webhookId,
        'x-shopify-event-id': delivery.eventId,
        'x-shopify-triggered-at': delivery.triggeredAt.toISOString(),
        'x-conea-simulator': 'shopify',
      },
      body: delivery.body,
    });
    await body.dump();
    return String(statusCode);
  } catch (error) {
    return error instanceof Error ? error.message : 'failed';
  }
}

function count(subscriptions: Subscriptions, { domain, subscriptionId }: Delivery, isDelivered: boolean): void {
  const subscription = subscriptionId === null ? undefined : subscriptions.get(domain, subscriptionId);
  if (subscription) subscription.consecutiveFailures = isDelivered ? 0 : subscription.consecutiveFailures + 1;
}

/** A subscription that failed nine times in a row, at first and at eight retries, is deleted. */
function removeDead(subscriptions: Subscriptions, { domain, subscriptionId }: Delivery): void {
  const subscription = subscriptionId === null ? undefined : subscriptions.get(domain, subscriptionId);
  if (subscription && subscription.consecutiveFailures > retryDelays.length)
    subscriptions.remove(domain, subscription.id);
}
