import type { CallerUser } from '@conea/platform';
import type { WebSocket } from 'ws';
import type { DeliveryFormat } from '../incremental/format.ts';
import { invalidCredentials, type Credentials, type Identify } from '../stages/identify.ts';
import type { CredentialsEnd, WatchCredentials } from './credentials-watch.ts';
import { isSameCaller } from './same-caller.ts';

/** Who is behind a WebSocket, and how many operations run on it. */
export type Connection = {
  user(): CallerUser | null;
  /** Goes on with fresh credentials of the same caller; throws UNAUTHENTICATED for any others. */
  renew(credentials: Credentials): Promise<void>;
  active: number;
  /** How the client takes answers in parts; null: not at all. */
  format: DeliveryFormat | null;
  /** How to say that an operation, by its id, is answered. */
  inFlight: Map<string, () => void>;
};

export type ConnectionOptions = {
  identify: Identify;
  watchCredentials: WatchCredentials;
  format: DeliveryFormat | null;
};

const closeReasons = {
  expired: 'Token expired',
  revoked: 'Credentials revoked',
  changed: 'Rights changed',
} as const satisfies Record<CredentialsEnd, string>;

/** Identifies the client; the socket closes with 4403 when its credentials are not good any longer. Throws UNAUTHENTICATED. */
export async function openConnection(
  socket: WebSocket,
  credentials: Credentials,
  { identify, watchCredentials, format }: ConnectionOptions,
): Promise<Connection> {
  let user: CallerUser | null = null;
  let unwatch = () => {};
  const goOn = (next: CallerUser | null, given: Credentials) => {
    unwatch();
    user = next;
    if (socket.readyState !== socket.OPEN) return;
    unwatch = watchCredentials(given, user, (reason) => socket.close(4403, closeReasons[reason]));
  };
  socket.once('close', () => unwatch());
  goOn(await identify(credentials), credentials);
  return {
    user: () => user,
    renew: async (given) => {
      const next = await identify(given);
      if (!isSameCaller(user, next)) throw invalidCredentials();
      goOn(next, given);
    },
    active: 0,
    format,
    inFlight: new Map(),
  };
}
