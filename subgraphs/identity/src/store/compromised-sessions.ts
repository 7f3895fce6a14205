import { sql, type Transaction } from '@conea/platform';

type EndedSession = { id: string; organizationId: string };

/** Sessions whose unused refresh token is of a revoked key, `limit` at most. */
export function endSessionsOfRevokedKeys(tx: Transaction, limit: number): Promise<EndedSession[]> {
  return tx.many<EndedSession>(sql`
    update sessions set revoked_at = now(), revoked_because = 'key_compromised'
    where revoked_at is null and id in (
      select token.session_id
      from signing_keys as key
      join refresh_tokens as token on token.key_id = key.id and token.used_at is null
      join sessions as session on session.id = token.session_id
      where key.revoked_at is not null and session.revoked_at is null and session.expires_at > now()
      limit ${limit})
    returning id, organization_id as "organizationId"`);
}
