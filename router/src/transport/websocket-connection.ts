import type { CallerUser } from '@conea/platform';
import type { WebSocket } from 'ws';
import type { DeliveryFormat } from '../incremental/format.ts';
import { invalidCredentials, type Credentials, type Identify } from '../stages/identify.ts';
import type { CredentialsEnd, WatchCredentials } from './credentials-watch.ts';
import { isSameCaller } from './same-caller.ts';

/** Who is behind a WebSocket, and how many operations run on it. */
export type Connection = {
  socket: WebSocket;
  user: CallerUser | null;
  /** Ends the watch on the credentials. */
  unwatch(): void;
  active: number;
  /** How the client takes answers in parts; null: not at all. */
  format: DeliveryFormat | null;
  /** How to say that an operation, by its id, is answered; null: all are. */
  inFlight: Map<string, () => void> | null;
};

export type ConnectionOptions = {
  identify: Identify;
  watchCredentials: WatchCredentials;
};

const closeReasons = {
  expired: 'Token expired',
  revoked: 'Credentials revoked',
  changed: 'Rights changed',
} as const satisfies Record<CredentialsEnd, string>;

/** Identifies clients; their sockets close with 4403 when their credentials are not good any longer. */
export function createConnections({ identify, watchCredentials }: ConnectionOptions) {
  const goOn = (connection: Connection, user: CallerUser | null, given: Credentials) => {
    const { socket } = connection;
    connection.unwatch();
    connection.user = user;
    if (socket.readyState !== socket.OPEN) return;
    connection.unwatch = watchCredentials(given, user, (reason) => socket.close(4403, closeReasons[reason]));
  };
  return {
    /** Throws UNAUTHENTICATED. */
    open: async (
      socket: WebSocket,
      given: Credentials,
      { format, ip }: { format: DeliveryFormat | null; ip: string | null },
    ): Promise<Connection> => {
      const user = await identify(given, ip);
      const connection: Connection = { socket, user, unwatch: nothing, active: 0, format, inFlight: null };
      goOn(connection, user, given);
      return connection;
    },
    /** Goes on with fresh credentials of the same caller; throws UNAUTHENTICATED for any others. */
    renew: async (connection: Connection, given: Credentials, ip: string | null): Promise<void> => {
      const next = await identify(given, ip);
      if (!isSameCaller(connection.user, next)) throw invalidCredentials();
      goOn(connection, next, given);
    },
  };
}

const nothing = () => {};

/** An operation has to be answered; `release` is called once it is. */
export function begin(connection: Connection, id: string, release: () => void): void {
  connection.inFlight ??= new Map();
  connection.inFlight.set(id, release);
}

/** An operation is no longer in flight, while a subscription goes on. */
export function finish(connection: Connection, id: string): void {
  const { inFlight } = connection;
  inFlight?.get(id)?.();
  inFlight?.delete(id);
  // Most connections have one subscription for hours, and nothing in flight.
  if (inFlight?.size === 0) connection.inFlight = null;
}
