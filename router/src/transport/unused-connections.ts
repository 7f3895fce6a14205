import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { Server as TlsServer } from 'node:tls';

/**
 * Knows the connections of a server that never sent a request. Node does not count them as idle, so that a server which closes would wait
 * for whoever connected ahead of need, as browsers and clients with a pool do. The answer closes them, and all that come later.
 */
export function watchUnusedConnections(server: Server): () => void {
  const unused = new Set<Socket>();
  let isClosing = false;
  // Over TLS a request comes on the socket of its session; whoever does not finish a handshake has a time for it.
  server.on(server instanceof TlsServer ? 'secureConnection' : 'connection', (socket: Socket) => {
    if (isClosing) return void socket.destroy();
    unused.add(socket);
    socket.on('close', forget);
  });
  function forget(this: Socket) {
    unused.delete(this);
  }
  const use = ({ socket }: { socket: Socket }) => {
    unused.delete(socket);
    socket.off('close', forget);
  };
  server.on('request', use).on('upgrade', use);
  return () => {
    isClosing = true;
    for (const socket of unused) socket.destroy();
  };
}
