import { CloseCode, makeServer, type ConnectionInitMessage, type ServerOptions } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { startHeartbeat } from './heartbeat.ts';
import { restoreMarks } from './json-marks.ts';

export type WebSocketProtocolOptions<Extra extends { socket: WebSocket }> = {
  /** Between two pings; a client that answers none of them for so long is gone. */
  heartbeatInterval: number;
  server: ServerOptions<ConnectionInitMessage['payload'], Extra>;
  /** Called with what is not the fault of the client. */
  onFault(error: unknown): void;
};

/**
 * Speaks graphql-transport-ws on every socket that it is given. In place of the adapter of graphql-ws, which takes messages that only a
 * server sends for faults of the server, and writes them and every broken frame to standard error, past the log.
 */
export function speakWebSocketProtocol<Extra extends { socket: WebSocket }>(options: WebSocketProtocolOptions<Extra>) {
  const { heartbeatInterval, server, onFault } = options;
  const protocol = makeServer(server);
  const heartbeat = startHeartbeat(heartbeatInterval);
  const fail = (socket: WebSocket, error: unknown) => {
    if (isUnexpectedMessage(error)) return socket.close(CloseCode.BadRequest, 'Invalid message');
    onFault(error);
    socket.close(CloseCode.InternalServerError, 'Internal server error');
  };
  return {
    serve: (extra: Extra): void => {
      const { socket } = extra;
      const alike = heartbeat.follow(socket);
      const closed = protocol.opened(
        {
          protocol: socket.protocol,
          send: (data) => send(socket, restoreMarks(data)),
          close: (code, reason) => socket.close(code, reason),
          onMessage: (receive) =>
            socket.on('message', (data: Buffer) => {
              receive(data.toString('utf8')).catch((error: unknown) => fail(socket, error));
            }),
        },
        extra,
      );
      socket.on('pong', () => heartbeat.onPong(socket));
      // ws tells the client by the code with which it closes.
      socket.on('error', ignore);
      socket.on('close', (code, reason) => {
        alike.delete(socket);
        void closed(code, reason.toString('utf8'));
      });
    },
    stop: heartbeat.stop,
  };
}

const ignore = () => undefined;

/** A message of a type that only a server sends; graphql-ws throws no error of a type of its own. */
const isUnexpectedMessage = (error: unknown) =>
  error instanceof Error && /^Unexpected message of type/.test(error.message);

function send(socket: WebSocket, data: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  return new Promise((resolve, reject) => socket.send(data, (error) => (error ? reject(error) : resolve())));
}
