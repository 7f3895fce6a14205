import { sql, type Database } from '@conea/platform';
import type { AuthorizedApplication, Consent, ConsentStore } from '../domain/oauth/consent.ts';

/** Consents in Postgres. */
export function createConsentStore(database: Database): ConsentStore {
  return {
    find: (userId, clientId) =>
      database.bind({ personId: userId }).maybeOne<Consent>(sql`
        select user_id as "userId", client_id as "clientId", scopes, created_at as "createdAt"
        from consents where user_id = ${userId} and client_id = ${clientId}`),
    remember: async (tx, { userId, clientId, scopes, createdAt }) => {
      await tx.execute(sql`
        insert into consents as known (user_id, client_id, scopes, created_at)
        values (${userId}, ${clientId}, ${scopes}, ${createdAt})
        on conflict (user_id, client_id) do update
        set scopes = array(select distinct scope from unnest(known.scopes || excluded.scopes) as scope order by scope)`);
    },
    forget: async (tx, userId, clientId) =>
      (await tx.execute(sql`delete from consents where user_id = ${userId} and client_id = ${clientId}`)) === 1,
    // A person's own, whichever organizations the clients are of.
    pageOfUser: (userId, { limit, after }) =>
      database.bind({ personId: userId }).many<AuthorizedApplication>(sql`
        select consent.user_id as "userId", consent.client_id as "clientId", consent.scopes, consent.created_at as "createdAt",
          client.name, client.organization_id as "organizationId"
        from consents as consent
        join oauth_clients as client on client.id = consent.client_id
        where consent.user_id = ${userId}
          and (${after === null} or (consent.created_at, consent.client_id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
        order by consent.created_at desc, consent.client_id desc
        limit ${limit}`),
  };
}
