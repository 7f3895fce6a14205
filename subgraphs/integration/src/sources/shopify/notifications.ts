import type { Integration } from '../../domain/integration.ts';
import { SourceError } from '../../domain/source-error.ts';
import type { StoreSource } from '../../domain/store-source.ts';
import type { Calls } from './calls.ts';
import * as queries from './queries.ts';
import * as replies from './replies.ts';

const topics = [
  'ORDERS_CREATE',
  'ORDERS_UPDATED',
  'ORDERS_DELETE',
  'PRODUCTS_CREATE',
  'PRODUCTS_UPDATE',
  'PRODUCTS_DELETE',
  'CUSTOMERS_CREATE',
  'CUSTOMERS_UPDATE',
  'CUSTOMERS_DELETE',
  'APP_UNINSTALLED',
];

type Subscription = { id: string; topic: string; uri: string };

/** Keeps a shop's webhook subscriptions as they should be; both calls may be repeated at any time. */
export function createNotifications(call: Calls): Pick<StoreSource, 'subscribe' | 'unsubscribe'> {
  const list = async (integration: Integration, signal: AbortSignal): Promise<Subscription[]> => {
    const found: Subscription[] = [];
    let after: string | null = null;
    do {
      const variables: { after: string | null } = { after };
      const query = { query: queries.subscriptionsQuery, variables, shape: replies.subscriptions, isUrgent: true };
      const { webhookSubscriptions } = await call(integration, query, signal);
      found.push(...webhookSubscriptions.nodes);
      after = webhookSubscriptions.pageInfo.hasNextPage ? (webhookSubscriptions.pageInfo.endCursor ?? null) : null;
    } while (after !== null);
    return found;
  };
  const create = async (integration: Integration, topic: string, uri: string, signal: AbortSignal) => {
    const variables = { topic, uri };
    const shape = replies.createdSubscription;
    const mutation = { query: queries.createSubscriptionMutation, variables, shape, isUrgent: true };
    const { webhookSubscriptionCreate } = await call(integration, mutation, signal);
    const problem = webhookSubscriptionCreate.userErrors.find(({ message }) => !/already been taken/.test(message));
    if (problem)
      throw new SourceError('PERMANENT', `The store refuses the address for notifications: ${problem.message}.`);
  };
  const remove = async (integration: Integration, id: string, signal: AbortSignal) => {
    const shape = replies.deletedSubscription;
    await call(
      integration,
      { query: queries.deleteSubscriptionMutation, variables: { id }, shape, isUrgent: true },
      signal,
    );
  };
  return {
    subscribe: async (integration, address, signal) => {
      const existing = await list(integration, signal);
      const path = new URL(address).pathname;
      for (const { id, uri } of existing)
        if (isOurs(uri, path) && uri !== address) await remove(integration, id, signal);
      const missing = topics.filter(
        (topic) => !existing.some((other) => other.topic === topic && other.uri === address),
      );
      for (const topic of missing) await create(integration, topic, address, signal);
    },
    unsubscribe: async (integration, address, signal) => {
      const path = new URL(address).pathname;
      for (const { id, uri } of await list(integration, signal))
        if (isOurs(uri, path)) await remove(integration, id, signal);
    },
  };
}

/** The path names the integration, whatever host we had when we subscribed. */
function isOurs(uri: string, path: string): boolean {
  return URL.parse(uri)?.pathname === path;
}
