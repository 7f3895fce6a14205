import { z } from 'zod';
import type { Bus } from '../cluster/bus.ts';
import type { Hub } from '../cluster/hub.ts';
import type { ApqConfig } from '../config/persisted-queries.ts';
import { createQueryMemory } from './automatic.ts';
import type { SharedQueries } from './shared-queries.ts';

const topics = { find: 'apq find', remember: 'apq remember' } as const;
const registered = z.object({ hash: z.string(), query: z.string() });

/** Keeps what clients register at any worker. */
export function serveQueries(hub: Hub, config: ApqConfig): void {
  const known = createQueryMemory(config);
  hub.on(topics.find, (hash) => known.get(z.string().parse(hash)) ?? null);
  hub.on(topics.remember, (told) => {
    const { hash, query } = registered.parse(told);
    known.set(hash, query);
  });
}

/** What clients registered at any worker. */
export function createClusterQueries(bus: Bus): SharedQueries {
  return {
    storage: 'primary',
    find: async (hash) =>
      z
        .string()
        .nullable()
        .parse(await bus.ask(topics.find, hash)),
    remember: (hash, query) => bus.tell(topics.remember, { hash, query }),
  };
}
