import { CloseCode, makeServer, type ConnectionInitMessage, type ServerOptions } from 'graphql-ws';
import type { WebSocket, WebSocketServer } from 'ws';

export type WebSocketProtocolOptions = {
  sockets: WebSocketServer;
  /** Between two pings; a client that answers none of them for so long is gone. */
  heartbeatInterval: number;
  server: ServerOptions<ConnectionInitMessage['payload'], { socket: WebSocket }>;
  /** Called with what is not the fault of the client. */
  onFault(error: unknown): void;
};

/**
 * Speaks graphql-transport-ws on every socket. In place of the adapter of graphql-ws, which takes messages that only a server sends for
 * faults of the server, and writes them and every broken frame to standard error, past the log. The answer ends the server.
 */
export function speakWebSocketProtocol({ sockets, heartbeatInterval, server, onFault }: WebSocketProtocolOptions) {
  const protocol = makeServer(server);
  sockets.on('connection', (socket: WebSocket) => {
    const stopPings = ping(socket, heartbeatInterval);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) => send(socket, data),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (receive) =>
          socket.on('message', (data: Buffer) => {
            receive(data.toString('utf8')).catch((error: unknown) => {
              if (isUnexpectedMessage(error)) return socket.close(CloseCode.BadRequest, 'Invalid message');
              onFault(error);
              socket.close(CloseCode.InternalServerError, 'Internal server error');
            });
          }),
      },
      { socket },
    );
    // ws tells the client by the code with which it closes.
    socket.on('error', () => undefined);
    socket.once('close', (code, reason) => {
      stopPings();
      void closed(code, reason.toString('utf8'));
    });
  });
  return () => new Promise<void>((resolve) => sockets.close(() => resolve()));
}

/** A message of a type that only a server sends; graphql-ws throws no error of a type of its own. */
const isUnexpectedMessage = (error: unknown) =>
  error instanceof Error && /^Unexpected message of type/.test(error.message);

function send(socket: WebSocket, data: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  return new Promise((resolve, reject) => socket.send(data, (error) => (error ? reject(error) : resolve())));
}

/** Ends the connection when a ping was not answered before the next one is due; what waits to be read is read before that. */
function ping(socket: WebSocket, interval: number): () => void {
  let isAwaited = false;
  socket.on('pong', () => (isAwaited = false));
  const pings = setInterval(() => {
    if (socket.readyState !== socket.OPEN) return;
    if (isAwaited) setImmediate(() => isAwaited && socket.terminate());
    else socket.ping();
    isAwaited = true;
  }, interval);
  return () => clearInterval(pings);
}
