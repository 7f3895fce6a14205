import type { ConeaEvent, EventLog, Listener } from '@conea/platform';
import { createWaiter } from '@conea/platform/event-log/waiter';
import { z } from 'zod';
import type { Sync } from './domain/sync.ts';
import { syncChannel } from './store/sync-store.ts';

/** An order that has changed, and where in the stream it did. */
export type OrderChange = { cursor: string; changeType: 'CREATED' | 'UPDATED' | 'DELETED'; orderId: string };

/** A state of a sync. */
export type SyncState = { cursor: string; syncId: string };

const orderChanged = z.object({
  orderId: z.string(),
  integrationId: z.string(),
  changeType: z.enum(['created', 'updated', 'deleted']),
});
const types = { created: 'CREATED', updated: 'UPDATED', deleted: 'DELETED' } as const;

/** Follows the orders of an integration in the event log. */
export function createOrderChanges(eventLog: EventLog) {
  return async function* follow(
    { organizationId, integrationId, after }: { organizationId: string; integrationId: string; after: string | null },
    signal: AbortSignal,
  ): AsyncGenerator<OrderChange, void, undefined> {
    for await (const { cursor, event } of eventLog.tail('integration', { after, signal })) {
      const change = readChange(event, organizationId);
      if (change?.integrationId !== integrationId) continue;
      yield { cursor, changeType: types[change.changeType], orderId: change.orderId };
    }
  };
}

function readChange(event: ConeaEvent, organizationId: string): z.infer<typeof orderChanged> | null {
  if (event.type !== 'conea.integration.order.changed' || event.tenantid !== organizationId) return null;
  return orderChanged.parse(event.data);
}

const poll = 2_000;
const terminal = new Set(['succeeded', 'partial', 'failed']);

/** Follows one sync by its revision: the present state, then each newer one that the reader is in time for, up to the end. */
export function createSyncProgress(listener: Listener, find: (id: string) => Promise<Sync | null>) {
  return async function* follow(
    syncId: string,
    after: string | null,
    signal: AbortSignal,
  ): AsyncGenerator<SyncState, void, undefined> {
    const waiter = createWaiter();
    const unlisten = listener.listen(syncChannel, (id) => {
      if (id === null || id === syncId) waiter.wake();
    });
    try {
      let seen = Number(after ?? 0);
      while (!signal.aborted) {
        const sync = await find(syncId);
        if (sync === null) return;
        if (sync.revision > seen) {
          seen = sync.revision;
          yield { cursor: String(seen), syncId };
        }
        if (terminal.has(sync.status)) return;
        await waiter.wait(poll, signal);
      }
    } finally {
      unlisten();
    }
  };
}
