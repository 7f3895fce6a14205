import { z } from 'zod';
import type { EndpointClient } from '../client.ts';
import type { Narrator } from '../story.ts';

const start = /* GraphQL */ `
  mutation StartSync($input: StartSyncInput!) {
    startSync(input: $input) {
      sync {
        id
      }
      errors {
        ... on UserError {
          message
        }
      }
    }
  }
`;
const follow = /* GraphQL */ `
  subscription FollowSync($id: ID!) {
    syncProgressed(syncId: $id) {
      sync {
        status
        reason
        progress {
          expected
          read
          created
          updated
          unchanged
        }
      }
    }
  }
`;
const started = z.object({
  startSync: z.object({
    sync: z.object({ id: z.string() }).nullable(),
    errors: z.array(z.object({ message: z.string().optional() })),
  }),
});
const counts = { read: z.number(), created: z.number(), updated: z.number(), unchanged: z.number() };
const sync = z.object({
  status: z.string(),
  reason: z.string().nullable(),
  progress: z.object({ expected: z.number().nullable(), ...counts }),
});
const progressed = z.object({ syncProgressed: z.object({ sync: sync.nullable() }) });
const running = new Set(['QUEUED', 'RUNNING']);

export async function syncStore(client: EndpointClient, integrationId: string, narrator: Narrator) {
  narrator.chapter('Sync its orders, products and customers');
  const { sync: queued, errors } = (await client.request(start, started, { input: { integrationId } })).startSync;
  if (!queued) throw new Error(errors[0]?.message ?? 'the sync did not start');
  for await (const { syncProgressed } of client.subscribe(follow, progressed, { id: queued.id })) {
    const state = syncProgressed.sync;
    if (!state) continue;
    const { expected, read, created, updated, unchanged } = state.progress;
    narrator.progress(`${read} of ${expected ?? '?'} records`);
    if (running.has(state.status)) continue;
    if (state.status !== 'SUCCEEDED')
      throw new Error(`the sync ended as ${state.status}: ${state.reason ?? 'no reason'}`);
    narrator.line(`${read} records read: ${created} new, ${updated} changed, ${unchanged} as they were.`);
    return { id: queued.id, ...state };
  }
  throw new Error('the sync was not followed to its end');
}
