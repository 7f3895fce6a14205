import { createChannel, type Channel, type Handler, type Port } from './channel.ts';

/** What one worker has to say to the primary process, and answers it. */
export type Bus = Pick<Channel, 'tell' | 'ask'> & {
  /** Hears what the primary tells or asks; each topic has one handler, which parses what it gets. */
  on(topic: string, handler: Handler): void;
};

/** The topic by which it is asked whether a worker does anything; every worker answers. */
export const pulseTopic = 'pulse';

export function createBus(port: Port): Bus {
  const handlers = new Map<string, Handler>([[pulseTopic, () => true]]);
  const { tell, ask } = createChannel(port, (topic) => handlers.get(topic));
  return { tell, ask, on: (topic, handler) => void handlers.set(topic, handler) };
}
