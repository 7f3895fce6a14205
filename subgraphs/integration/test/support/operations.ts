import type { Caller } from '@conea/platform';
import { z } from 'zod';
import { until } from '../../../../test/support/until.ts';
import { credentials, shopDomain } from './simulator.ts';
import type { Subgraph } from './subgraph.ts';

const errors = z.array(z.object({ __typename: z.string(), message: z.string(), path: z.array(z.string()).nullable() }));
const progress = z.object({
  expected: z.number().nullable(),
  read: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
});
const sync = z.object({
  id: z.string(),
  status: z.string(),
  reason: z.string().nullable(),
  progress,
  resources: z.array(
    z.object({ resource: z.string(), status: z.string(), changedSince: z.string().nullable(), progress }),
  ),
});
const integration = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  isSimulated: z.boolean(),
  notifications: z.object({ state: z.string(), acceptedCount: z.number(), refusedCount: z.number() }),
});
const money = z.object({ amount: z.string(), currencyCode: z.string() });
const order = z.object({
  id: z.string(),
  name: z.string(),
  sourceId: z.string(),
  updatedAt: z.string(),
  deletedAt: z.string().nullable(),
  email: z.string().nullable(),
  total: money,
  lineItemCount: z.number(),
  lineItems: z.array(
    z.object({ sourceId: z.string(), quantity: z.number(), product: z.object({ id: z.string() }).nullable() }),
  ),
  customer: z.object({ id: z.string(), sourceId: z.string() }).nullable(),
});

const errorFields = 'errors { __typename ... on UserError { message path } }';
const counts = 'progress { expected read created updated unchanged }';
const syncFields = `id status reason ${counts} resources { resource status changedSince ${counts} }`;
const integrationFields = 'id name status isSimulated notifications { state acceptedCount refusedCount }';
export const orderFields = `id name sourceId updatedAt deletedAt email total { amount currencyCode } lineItemCount
  lineItems { sourceId quantity product { id } } customer { id sourceId }`;

/** The operations of this subgraph with parsed answers. */
export function operationsOf(subgraph: Subgraph, caller: Caller) {
  const ask = <Shape extends z.ZodType>(query: string, variables: object, shape: Shape) =>
    subgraph.ask(query, variables, caller, shape);
  const connect = (input: object = {}) =>
    ask(
      `mutation ($input: ConnectStoreInput!) { connectStore(input: $input) { integration { ${integrationFields} } ${errorFields} } }`,
      { input: { provider: 'SHOPIFY', shopDomain, credentials, ...input } },
      z.object({ integration: integration.nullable(), errors }),
    );
  const startSync = (input: object) =>
    ask(
      `mutation ($input: StartSyncInput!) { startSync(input: $input) { sync { ${syncFields} } ${errorFields} } }`,
      { input },
      z.object({ sync: sync.nullable(), errors }),
    );
  const findSync = (id: string) => ask(`query ($id: ID!) { sync(id: $id) { ${syncFields} } }`, { id }, sync.nullable());
  const findIntegration = (id: string) =>
    ask(`query ($id: ID!) { integration(id: $id) { ${integrationFields} } }`, { id }, integration.nullable());
  return {
    connect,
    startSync,
    findSync,
    findIntegration,
    disconnect: (integrationId: string) =>
      ask(
        `mutation ($input: DisconnectStoreInput!) { disconnectStore(input: $input) { integration { ${integrationFields} } ${errorFields} } }`,
        { input: { integrationId } },
        z.object({ integration: integration.nullable(), errors }),
      ),
    /** A connected store whose notifications are on. */
    connected: async (input: object = {}) => {
      const { integration: connected, errors: refusals } = await connect(input);
      if (!connected) throw new Error(JSON.stringify(refusals));
      await until(
        'the store is subscribed to',
        async () => (await findIntegration(connected.id))?.notifications.state === 'ACTIVE',
      );
      return connected.id;
    },
    /** Starts a sync and waits for its end. */
    synced: async (integrationId: string, resources: readonly string[] = ['ORDERS', 'PRODUCTS', 'CUSTOMERS']) => {
      const { sync: started, errors: refusals } = await startSync({ integrationId, resources });
      if (!started) throw new Error(JSON.stringify(refusals));
      return ended(findSync, started.id);
    },
    ended: (syncId: string) => ended(findSync, syncId),
    findOrder: (id: string) => ask(`query ($id: ID!) { order(id: $id) { ${orderFields} } }`, { id }, order.nullable()),
    orders: async (filter: object = {}, first = 100) =>
      ask(
        `query ($filter: OrderFilter, $first: Int!) { orders(filter: $filter, first: $first) { totalCount nodes { ${orderFields} } } }`,
        { filter, first },
        z.object({ totalCount: z.number(), nodes: z.array(order) }),
      ),
  };
}

async function ended(find: (id: string) => Promise<z.infer<typeof sync> | null>, syncId: string) {
  let found: z.infer<typeof sync> | null = null;
  await until(
    'the sync has ended',
    async () => {
      found = await find(syncId);
      return found !== null && !['QUEUED', 'RUNNING'].includes(found.status);
    },
    50_000,
  );
  return sync.parse(found);
}
