import { platformTenant, sql, type Database, type Queries } from '@conea/platform';
import { createPersonalSeal, personalPlaces, type PersonalData } from '../domain/personal-data.ts';
import { redirectSteps, stepSeconds, type RedirectSteps, type RedirectStepStore } from '../domain/redirect-step.ts';
import type { z } from 'zod';

const shapes: { [Kind in keyof RedirectSteps]: z.ZodType<RedirectSteps[Kind]> } = redirectSteps;
const countsAreKept = 3_600_000;

/** Steps of sign-ins with providers, in Postgres, sealed: they name people who may be nobody here yet. */
export function createRedirectStepStore(
  database: Database,
  personal: Pick<PersonalData, 'envelope'>,
): RedirectStepStore {
  const seal = createPersonalSeal(personal, personalPlaces.redirectData);
  const rowOf = (hash: Buffer) => ({ ownerId: platformTenant, rowId: hash.toString('hex') });
  return {
    add: async (tx, kind, hash, step, now) => {
      const expiresAt = new Date(now.getTime() + stepSeconds[kind] * 1_000);
      const sealed = await seal.seal(rowOf(hash), JSON.stringify(step));
      await tx.execute(sql`
        insert into redirect_steps (token_hash, kind, sealed_data, created_at, expires_at)
        values (${hash}, ${kind}, ${sealed}, ${now}, ${expiresAt})`);
    },
    // Deleted, so that nothing stays of people who only passed by; a racer waits on the row, then finds none.
    take: async (tx, kind, hash, now) => {
      const step = await tx.maybeOne<{ sealed: string | null; clear: string | null; expiresAt: Date }>(sql`
        delete from redirect_steps where token_hash = ${hash} and kind = ${kind}
        returning sealed_data as sealed, data::text as clear, expires_at as "expiresAt"`);
      return step && step.expiresAt > now ? shapes[kind].parse(JSON.parse(await seal.open(rowOf(hash), step))) : null;
    },
    countRequest: async (network, beganAt) => {
      const { requests } = await database.one<{ requests: number }>(sql`
        insert into redirect_counts as counted (network, began_at, requests) values (${network}, ${beganAt}, 1)
        on conflict (network, began_at) do update set requests = counted.requests + 1
        returning requests`);
      return requests;
    },
  };
}

/** Deletes steps and counts that are over; answers how many. */
export async function deleteOverRedirects(database: Queries, now: Date): Promise<number> {
  const before = new Date(now.getTime() - countsAreKept);
  const counts = await database.execute(sql`delete from redirect_counts where began_at < ${before}`);
  return counts + (await database.execute(sql`delete from redirect_steps where expires_at < ${now}`));
}
