import { sql, type Database } from '@conea/platform';
import { revocationSeconds, type Revocation, type RevocationStore } from '../domain/revocation.ts';
import { doing } from './across-organizations.ts';

const pageSize = 10_000;
const cursorShape = /^(?<since>\d{1,19})\.(?<next>\d{1,19})\.(?<position>\d{1,18})$/;

type Row = Revocation & { position: number };

/**
 * Revocations in Postgres. A reader begins at the oldest transaction that was open when it last began: whatever commits late, and out of
 * order, is read then. Its cursor holds where it began, where it begins next, and how far it has come in between.
 */
export function createRevocationStore(database: Database): RevocationStore {
  const horizonNow = async () => {
    const { horizon } = await database.one<{ horizon: string }>(
      sql`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`,
    );
    return horizon;
  };
  return {
    listAfter: async (cursor) => {
      const horizon = await horizonNow();
      const { since, next, position } = parse(cursor, horizon);
      const rows = await doing(database, 'revocation.list').many<Row>(sql`
        select position, user_id as "userId", session_id as "sessionId", organization_id as "organizationId",
          membership_version as "membershipVersion",
          ceil(extract(epoch from revoked_at - now()) + ${revocationSeconds})::int as "secondsLeft"
        from revocations
        where transaction_id >= ${since}::text::xid8 and position > ${position}
          and revoked_at > now() - make_interval(secs => ${revocationSeconds})
        order by position
        limit ${pageSize}`);
      const isMore = rows.length === pageSize;
      const revocations = rows.map(({ position: _, ...revocation }) => revocation);
      const reached = rows.at(-1)?.position ?? 0;
      return { revocations, isMore, cursor: isMore ? `${since}.${next}.${reached}` : `${next}.${next}.0` };
    },
    isRevoked: async ({ userId, organizationId, sessionId, membershipVersion }) =>
      (await database.bind({ personId: userId }).maybeOne(sql`
        select from revocations
        where user_id = ${userId}
          and (session_id = ${sessionId} or (organization_id = ${organizationId} and membership_version > ${membershipVersion}))
        limit 1`)) !== null,
    deleteOver: () =>
      doing(database, 'hourly.purge').execute(
        sql`delete from revocations where revoked_at < now() - make_interval(secs => ${revocationSeconds})`,
      ),
  };
}

/** A cursor of a database that was replaced by a backup is ahead of it, and begins anew. */
function parse(cursor: string | null, horizon: string) {
  const { since, next, position } = cursorShape.exec(cursor ?? '')?.groups ?? {};
  const isKnown = since !== undefined && next !== undefined && BigInt(next) <= BigInt(horizon);
  if (!isKnown) return { since: '0', next: horizon, position: 0 };
  // Where a sweep begins, the next one is to begin at what is open now.
  const isBeginning = position === '0';
  return { since, next: isBeginning ? horizon : next, position: Number(position) };
}
