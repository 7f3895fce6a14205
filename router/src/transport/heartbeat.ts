import type { WebSocket } from 'ws';

/** The sockets that are pinged at the same time. */
type Part = Set<WebSocket>;

export type Heartbeat = {
  /** Pings it from now on; deleting it from the answer ends that. */
  follow(socket: WebSocket): Part;
  onPong(socket: WebSocket): void;
  stop(): void;
};

const partCount = 32;

/**
 * Pings each socket once in an interval and ends it when that was not answered before the next ping is due; what waits to be read is read
 * before that. One timer turns through the parts: tens of thousands are not pinged at once, and have no timer each.
 */
export function startHeartbeat(interval: number): Heartbeat {
  const parts = Array.from({ length: partCount }, (): Part => new Set());
  const awaited = new WeakSet<WebSocket>();
  const look = (socket: WebSocket) => {
    if (socket.readyState !== socket.OPEN) return;
    if (awaited.has(socket)) return void setImmediate(() => awaited.has(socket) && socket.terminate());
    awaited.add(socket);
    socket.ping();
  };
  const timer = setInterval(() => {
    // The part that had its turn comes last; a new socket goes there.
    parts.push(...parts.splice(0, 1));
    parts.at(-1)?.forEach(look);
  }, interval / partCount).unref();
  return {
    follow: (socket) => {
      const part = parts.at(-1) ?? new Set();
      return part.add(socket);
    },
    onPong: (socket) => void awaited.delete(socket),
    stop: () => clearInterval(timer),
  };
}
