import { handleProtocols } from 'graphql-ws';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { TransportsConfig } from '../config/transports.ts';
import type { LoadShedding } from '../overload/load-shedding.ts';
import type { IsHostAllowed } from './allowed-hosts.ts';
import { namesOneHost } from './host-header.ts';
import type { IsOriginAllowed } from './page-origin.ts';

export type UpgradeOptions = {
  config: TransportsConfig;
  server: Server;
  path: string;
  isOriginAllowed: IsOriginAllowed;
  isHostAllowed: IsHostAllowed;
  shedding: LoadShedding;
  /** Called with each new socket, and with all that will ever be known of its upgrade: keep little of it. */
  onUpgrade(socket: WebSocket, request: IncomingMessage): void;
};

/** Whether a request is to become a WebSocket; other offers (h2c, which Java makes to everybody) are ignored (RFC 9110, 7.8). */
export const isWebSocketUpgrade = ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket';

/** How long a client may take to answer the close when the router stops. */
const graceTime = 1_000;

/** The WebSockets of one path. `drain` accepts no more, and closes each at a time of its own within `drain_time`. */
export function acceptUpgrades(options: UpgradeOptions) {
  const { config, server, path, isOriginAllowed, isHostAllowed, shedding, onUpgrade } = options;
  const { max_message_bytes: maxPayload } = config.websocket;
  const sockets = new WebSocketServer({ noServer: true, maxPayload, handleProtocols });
  let isDraining = false;
  const refusalOf = (request: IncomingMessage): string | null => {
    const { url, headers } = request;
    if (!namesOneHost(request)) return '400 Bad Request';
    // A client may send anything for a URL.
    if (URL.parse(url ?? '', 'http://localhost')?.pathname !== path) return '404 Not Found';
    if (!isHostAllowed(headers.host)) return '421 Misdirected Request';
    if (!isOriginAllowed(headers.origin, headers.host)) return '403 Forbidden';
    if (isDraining) return '503 Service Unavailable';
    const refused = shedding.refusal();
    return refused && `503 Service Unavailable\r\nretry-after: ${refused.headers['retry-after']}`;
  };
  server.on('upgrade', (request, socket, head) => {
    const refusal = refusalOf(request);
    if (refusal !== null) return refuse(socket, refusal);
    return sockets.handleUpgrade(request, socket, head, (webSocket) => onUpgrade(webSocket, request));
  });
  return {
    sockets,
    drain: async (): Promise<void> => {
      isDraining = true;
      const closed = [...sockets.clients].map(async (client) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        client.once('close', () => resolve());
        setTimeout(() => client.close(1001, 'Going away'), Math.random() * config.drain_time);
        return promise;
      });
      const terminateAll = () => sockets.clients.forEach((client) => client.terminate());
      const timer = setTimeout(terminateAll, config.drain_time + graceTime);
      await Promise.all(closed);
      clearTimeout(timer);
    },
  };
}

function refuse(socket: Duplex, refusal: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
