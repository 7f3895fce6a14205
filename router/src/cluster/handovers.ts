import type { Worker } from 'node:cluster';
import { z } from 'zod';

// How `node:cluster` offers a connection to a worker, and how that answers.
const offer = z.object({ cmd: z.literal('NODE_CLUSTER'), act: z.literal('newconn'), seq: z.number() });
const reply = z.object({ cmd: z.literal('NODE_CLUSTER'), ack: z.number() });

/**
 * Gives the connection that a worker was offered, and had not taken when it was killed, to another one. Node forgets such a connection, and
 * its client would wait for ever. Nothing of it was read, so the other worker sees all of it.
 */
export function rescueConnections(worker: Worker): void {
  const { process: child } = worker;
  let offered: number | null = null;
  let isDisconnected = false;
  child.send = new Proxy(child.send, {
    apply: (send, self, parameters: unknown[]): unknown => {
      const [message, connection] = parameters;
      if (connection) offered = offer.safeParse(message).data?.seq ?? offered;
      return Reflect.apply(send, self, parameters);
    },
  });
  child.on('internalMessage', (message: unknown) => {
    if (reply.safeParse(message).data?.ack === offered) offered = null;
  });
  child.once('disconnect', () => (isDisconnected = true));
  const rescue = (): void => {
    // What it still had to say is read first: it may have taken the connection.
    if (worker.isConnected()) return void setImmediate(rescue);
    // Node does not notice the end of a worker that has not received everything, and would go on offering to it.
    if (!isDisconnected) child.emit('disconnect');
    if (offered !== null) child.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack: offered, accepted: false });
  };
  worker.once('exit', () => setImmediate(rescue));
}
