import { z } from 'zod';
import type { EndpointClient } from '../client.ts';
import type { Narrator } from '../story.ts';

const query = /* GraphQL */ `
  subscription WatchMetric($types: [String!]) {
    metricUpdated(types: $types) {
      type
      minute
      count
      sum
    }
  }
`;
const update = z.object({ type: z.string(), minute: z.string(), count: z.number(), sum: z.number() });
const shape = z.object({ metricUpdated: update.nullable() });
const patience = 30_000;

/** Watches a metric while something happens; answers the update and the result. */
export async function watchMetric<Result>(
  client: EndpointClient,
  type: string,
  narrator: Narrator,
  happen: () => Promise<Result>,
) {
  const events = client.subscribe(query, shape, { types: [type] });
  const next = events.next();
  try {
    const result = await happen();
    narrator.chapter('Watch the metric move');
    const event = await Promise.race([next, pause()]);
    const moved = event?.value?.metricUpdated;
    if (!moved) throw new Error(`the metric ${type} did not move`);
    narrator.line(`${moved.type}: ${moved.count} in the minute of ${moved.minute}, ${moved.sum} rows in all.`);
    return { update: moved, result };
  } finally {
    await events.return(undefined);
  }
}

/** Keeps no process alive: only the event is waited for. */
const pause = () => new Promise<null>((resolve) => setTimeout(() => resolve(null), patience).unref());
