import { z } from 'zod';

/** What carries messages to another process and from it. */
export type Port = {
  send(message: object): void;
  onMessage(listener: (message: unknown) => void): void;
};

/** Takes a message of one topic; what it returns is the answer to whoever asks. */
export type Handler = (body: unknown) => unknown;

export type Channel = {
  /** Nobody hears whether it arrived; what is told and asked arrives in its order. */
  tell(topic: string, body: unknown): void;
  /** Rejects when there is no answer after so many milliseconds, and when the other process could not give one. */
  ask(topic: string, body: unknown, timeout?: number): Promise<unknown>;
  /** Gives up what was asked. */
  close(): void;
};

const topic = z.string();
const id = z.number();
const message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tell'), topic, body: z.unknown() }),
  z.object({ kind: z.literal('ask'), id, topic, body: z.unknown() }),
  z.object({ kind: z.literal('answer'), id, body: z.unknown() }),
  z.object({ kind: z.literal('failure'), id, reason: z.string() }),
]);
type Message = z.infer<typeof message>;
type Question = { resolve(answer: unknown): void; reject(error: Error): void };

const patience = 1_000;

/** Tells and asks over a port. Other messages on it, such as those of Node itself, are left alone. */
export function createChannel(port: Port, handlerOf: (topic: string) => Handler | undefined): Channel {
  const questions = new Map<number, Question>();
  let count = 0;
  const send = (sent: Message) => port.send(sent);

  const handle = async (wanted: string, body: unknown): Promise<unknown> => {
    const handler = handlerOf(wanted);
    if (!handler) throw new Error(`nobody answers ${wanted}`);
    return handler(body);
  };
  /** A failure of what nobody waits for is an unhandled rejection: logged, and no more. */
  const hear = async (told: string, body: unknown) => handlerOf(told)?.(body);
  const answer = async (asked: number, wanted: string, body: unknown): Promise<void> => {
    try {
      send({ kind: 'answer', id: asked, body: await handle(wanted, body) });
    } catch (error) {
      send({ kind: 'failure', id: asked, reason: error instanceof Error ? error.message : String(error) });
    }
  };
  port.onMessage((received) => {
    const { data: heard } = message.safeParse(received);
    if (heard?.kind === 'tell') void hear(heard.topic, heard.body);
    else if (heard?.kind === 'ask') void answer(heard.id, heard.topic, heard.body);
    else if (heard?.kind === 'answer') questions.get(heard.id)?.resolve(heard.body);
    else if (heard) questions.get(heard.id)?.reject(new Error(heard.reason));
  });

  return {
    tell: (wanted, body) => send({ kind: 'tell', topic: wanted, body }),
    ask: (wanted, body, timeout = patience) => {
      const asked = count++;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const timer = setTimeout(() => reject(new Error(`no answer to ${wanted}`)), timeout);
      questions.set(asked, { resolve, reject });
      send({ kind: 'ask', id: asked, topic: wanted, body });
      return promise.finally(() => {
        clearTimeout(timer);
        questions.delete(asked);
      });
    },
    close: () => questions.forEach(({ reject }) => reject(new Error('the other process ended'))),
  };
}
