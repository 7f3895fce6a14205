import { sql, type Database } from '@conea/platform';
import { redirectSteps, stepSeconds, type RedirectSteps, type RedirectStepStore } from '../domain/redirect-step.ts';
import type { z } from 'zod';

const shapes: { [Kind in keyof RedirectSteps]: z.ZodType<RedirectSteps[Kind]> } = redirectSteps;
const countsAreKept = 3_600_000;

/** Steps of sign-ins with providers, in Postgres. */
export function createRedirectStepStore(database: Database): RedirectStepStore {
  return {
    add: async (tx, kind, hash, step, now) => {
      const expiresAt = new Date(now.getTime() + stepSeconds[kind] * 1_000);
      await tx.execute(sql`
        insert into redirect_steps (token_hash, kind, data, created_at, expires_at)
        values (${hash}, ${kind}, ${JSON.stringify(step)}::jsonb, ${now}, ${expiresAt})`);
    },
    // Deleted, so that nothing stays of people who only passed by; a racer waits on the row, then finds none.
    take: async (tx, kind, hash, now) => {
      const step = await tx.maybeOne<{ data: unknown; expiresAt: Date }>(sql`
        delete from redirect_steps where token_hash = ${hash} and kind = ${kind} returning data, expires_at as "expiresAt"`);
      return step && step.expiresAt > now ? shapes[kind].parse(step.data) : null;
    },
    countRequest: async (network, beganAt) => {
      const { requests } = await database.one<{ requests: number }>(sql`
        insert into redirect_counts as counted (network, began_at, requests) values (${network}, ${beganAt}, 1)
        on conflict (network, began_at) do update set requests = counted.requests + 1
        returning requests`);
      return requests;
    },
    deleteOver: async (now) => {
      const before = new Date(now.getTime() - countsAreKept);
      const counts = await database.execute(sql`delete from redirect_counts where began_at < ${before}`);
      return counts + (await database.execute(sql`delete from redirect_steps where expires_at < ${now}`));
    },
  };
}
