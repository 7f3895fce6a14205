import { sql, type Database } from '@conea/platform';
import type { SignInPlaceStore } from '../domain/sign-in-notice.ts';
import { doing } from './across-organizations.ts';

/** Places of sign-ins in Postgres. */
export function createSignInPlaceStore(database: Database): SignInPlaceStore {
  return {
    note: async (tx, userId, placeHash, now) => {
      // Of two first sign-ins from one place, one waits here and finds it known.
      const { isKnown } = await tx.one<{ isKnown: boolean }>(sql`
        insert into sign_in_places (user_id, place_hash, last_seen_at) values (${userId}, ${placeHash}, ${now})
        on conflict (user_id, place_hash) do update set last_seen_at = excluded.last_seen_at
        returning xmax <> 0 as "isKnown"`);
      const { isFirst } = await tx.one<{ isFirst: boolean }>(sql`
        select not exists (select from sign_in_places where user_id = ${userId} and place_hash <> ${placeHash}) as "isFirst"`);
      return { isKnown, isFirst };
    },
    deleteForgotten: (before) =>
      doing(database, 'hourly.purge').execute(sql`delete from sign_in_places where last_seen_at < ${before}`),
  };
}
