import type { Database } from '@conea/platform';
import { z } from 'zod';
import type { Credentials, CredentialStore } from '../../domain/credentials.ts';
import type { Integration } from '../../domain/integration.ts';
import { SourceError } from '../../domain/source-error.ts';
import { shopUrl } from './admin-api.ts';
import type { HttpClient } from './http.ts';

export type AccessTokenParts = {
  database: Database;
  credentials: CredentialStore;
  http: HttpClient;
  baseUrl: string;
  clock: () => Date;
};

const granted = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().optional() });
/** Fetched anew this long before its end. */
const margin = 5 * 60_000;

/** Access tokens: the one of the credentials, or one by client credentials, fetched when there is none and kept sealed. */
export function createAccessTokens({ database, credentials, http, baseUrl, clock }: AccessTokenParts) {
  const grant = async (shopDomain: string, given: Credentials, signal: AbortSignal) => {
    if ('accessToken' in given) return { token: given.accessToken, expiresAt: null };
    const { clientId, clientSecret } = given;
    const body = { client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' };
    const reply = await http.post(`${shopUrl(baseUrl, shopDomain)}/admin/oauth/access_token`, {}, body, signal);
    if (reply.status === 429)
      throw new SourceError('RATE', 'The store asks to wait.', { retryAfter: reply.retryAfter ?? 2_000 });
    if (reply.status >= 500) throw new SourceError('TRANSIENT', 'The store has a problem.');
    const answer = granted.safeParse(reply.body);
    if (reply.status !== 200 || !answer.success) throw new SourceError('AUTH', 'The store refuses the credentials.');
    const { access_token: token, expires_in: seconds } = answer.data;
    return { token, expiresAt: seconds === undefined ? null : new Date(clock().getTime() + seconds * 1000) };
  };
  return {
    grant,
    /** The token in use; another one than `refused`. One worker fetches while the others wait, and it is stored before its first use. */
    get: (integration: Integration, signal: AbortSignal, refused: string | null = null): Promise<string> =>
      database.forTenant(integration.organizationId).transaction(async (tx) => {
        const owner = { integrationId: integration.id, organizationId: integration.organizationId };
        const known = await credentials.lock(tx, owner);
        if (known === null) throw new SourceError('AUTH', 'The store is disconnected.');
        const isFresh = known.expiresAt === null || known.expiresAt.getTime() - margin > clock().getTime();
        if (known.token !== null && isFresh && known.token !== refused) return known.token;
        const fresh = await grant(integration.shopDomain, known.credentials, signal);
        if (fresh.token === refused) throw new SourceError('AUTH', 'The store refuses the credentials.');
        await credentials.saveToken(tx, owner, fresh);
        return fresh.token;
      }),
  };
}

export type AccessTokens = ReturnType<typeof createAccessTokens>;
