import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { now } from '../graph.ts';
import type { Deliveries } from './deliveries.ts';

const payload = z.object({ data: z.object({ ticked: z.object({ number: z.number(), sentAt: z.number() }) }) });

/** One client that comes back behind its last event whenever its connection is lost, as soon as it may. */
export function openClient(urlNow: () => string, query: string, deliveries: Deliveries): { close(): void } {
  const variables: { after: string | null } = { after: null };
  let last = 0;
  let isOpen = false;
  // An attempt that fails closes what was never open.
  const setOpen = (value: boolean) => {
    if (value !== isOpen) deliveries.count(value ? 1 : -1);
    isOpen = value;
  };
  const client = createClient({
    url: urlNow,
    webSocketImpl: WebSocket,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, Math.random() * 500)),
    on: { connected: () => setOpen(true), closed: () => setOpen(false) },
  });
  client.subscribe<unknown>(
    // The library sends these variables again after a lost connection.
    { query, variables },
    {
      next: (result) => {
        const { number, sentAt } = payload.parse(result).data.ticked;
        deliveries.add({
          latency: now() - sentAt,
          missed: last > 0 ? Math.max(0, number - last - 1) : 0,
          isRepeated: number <= last,
        });
        last = Math.max(last, number);
        variables.after = String(last);
      },
      error: (error) => deliveries.fail(error),
      complete: () => undefined,
    },
  );
  return { close: () => void client.dispose() };
}
