import type { Redis } from '@conea/platform';

/** Commands that may fail: whoever asks goes on without. */
export type RedisCommands = {
  /** The answer, or `otherwise` when there is none in time. */
  run<Answer, Otherwise>(
    command: (client: Redis) => Promise<Answer>,
    otherwise: Otherwise,
  ): Promise<Answer | Otherwise>;
  /** Rejects when there is no answer in time. */
  insist<Answer>(command: (client: Redis) => Promise<Answer>): Promise<Answer>;
  areLost(): boolean;
  close(): void;
};

/** After a failure it is left alone for so long, so that a slow one does not slow every request. */
const pause = 1_000;

export function createRedisCommands(redis: Redis, commandTimeout: number): RedisCommands {
  const client = redis.duplicate({ commandTimeout });
  client.on('error', () => undefined);
  let lostUntil = 0;
  const insist = async <Answer>(command: (client: Redis) => Promise<Answer>): Promise<Answer> => {
    try {
      return await command(client);
    } catch (error) {
      lostUntil = Date.now() + pause;
      throw error;
    }
  };
  const areLost = () => Date.now() < lostUntil;
  return {
    run: async (command, otherwise) => (areLost() ? otherwise : insist(command).catch(() => otherwise)),
    insist,
    areLost,
    close: () => client.disconnect(),
  };
}
