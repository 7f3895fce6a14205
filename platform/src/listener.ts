import pg from 'pg';
import { connectionOf, type DatabaseUrl } from './database-url.ts';
import type { Logger } from './log.ts';

/** One connection that LISTENs for the whole process. */
export type Listener = {
  /** Calls `onNotify` with each payload on the channel, and once after every reconnection (payload null), since some may have been missed. */
  listen(channel: string, onNotify: (payload: string | null) => void): () => void;
  close(): Promise<void>;
};

const reconnectDelay = 500;

/** Listens on Postgres channels; reconnects for as long as it is open. Whoever listens polls as well: a notification is a hint. */
export function createListener(url: DatabaseUrl, log: Logger): Listener {
  const channels = new Map<string, Set<(payload: string | null) => void>>();
  let client: pg.Client | undefined;
  let isClosed = false;

  const notifyAll = () => {
    for (const handlers of channels.values()) for (const handler of handlers) handler(null);
  };
  const connect = async (): Promise<void> => {
    const next = new pg.Client({
      ...connectionOf(url),
      application_name: 'listener',
      connectionTimeoutMillis: 5_000,
    });
    next.on('error', (error) => log.warn({ err: error }, 'listener connection lost'));
    // A failure to connect ends the client as well: it is counted once, by whoever awaits the connection.
    next.on('end', () => client === next && reconnect());
    next.on('notification', ({ channel, payload }) =>
      channels.get(channel)?.forEach((handler) => handler(payload ?? '')),
    );
    await next.connect();
    client = next;
    for (const channel of channels.keys()) await next.query(`listen ${next.escapeIdentifier(channel)}`);
    notifyAll();
  };
  let retry: NodeJS.Timeout | undefined;
  const reconnect = () => {
    client = undefined;
    if (isClosed || retry) return;
    retry = setTimeout(() => {
      retry = undefined;
      if (!isClosed) connecting = connect().catch(() => reconnect());
    }, reconnectDelay).unref();
  };
  let connecting = connect().catch(() => reconnect());

  return {
    listen: (channel, onNotify) => {
      const handlers = channels.get(channel) ?? new Set();
      if (handlers.size === 0)
        void client?.query(`listen ${client.escapeIdentifier(channel)}`).catch(() => reconnect());
      channels.set(channel, handlers.add(onNotify));
      return () => handlers.delete(onNotify);
    },
    close: async () => {
      isClosed = true;
      await connecting;
      await client?.end();
    },
  };
}
