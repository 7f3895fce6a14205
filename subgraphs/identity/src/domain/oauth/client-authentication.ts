import type { Caller, Mutate } from '@conea/platform';
import type { Fingerprint } from '../fingerprint.ts';
import { networkOf } from '../network.ts';
import type { AttemptStore } from '../password-check.ts';
import type { VerifyAssertion } from './client-assertion.ts';
import { isClientSecret } from './client-secret.ts';
import type { OauthClient, OauthClientStore, PresentedClient } from './oauth-client.ts';
import { OauthError } from './oauth-error.ts';

/** How a client says who it is: by a secret, by an assertion (RFC 7523), or with neither when it is public. */
export type ClientCredentials = { clientId: string; secret: string | null; assertion: string | null };

/** The client that these credentials are of. Throws `invalid_client`, the same for whatever is wrong. */
export type AuthenticateClient = (caller: Caller, credentials: ClientCredentials) => Promise<OauthClient>;

/** Counts a refusal against what is named and the network. Throws `temporarily_unavailable` when there were too many: then nothing is written of it. */
export type CountRefusal = (caller: Caller, client: OauthClient | null) => Promise<void>;

export type ClientAuthenticationParts = {
  mutate: Mutate;
  oauthClients: OauthClientStore;
  countRefusal: CountRefusal;
  verifyAssertion: VerifyAssertion;
  clock: () => Date;
};

/** Only failures are throttled: a secret has 256 bits, and a signature more, so nobody who has them waits for those who guess. */
export function createClientAuthentication(parts: ClientAuthenticationParts): AuthenticateClient {
  const { mutate, oauthClients, countRefusal, verifyAssertion, clock } = parts;
  const isGood = async (client: PresentedClient | null, { secret, assertion }: ClientCredentials) => {
    if (assertion !== null) return client !== null && verifyAssertion(client, assertion);
    const isKnown = isClientSecret(secret ?? '', client?.secretHashes ?? []);
    return client !== null && (client.isConfidential ? secret !== null && isKnown : secret === null);
  };
  return async (caller, credentials) => {
    const client = await oauthClients.findPresented(credentials.clientId, clock());
    const isProven = await isGood(client, credentials);
    if (client && isProven) return client;
    await countRefusal(caller, client);
    await mutate(caller, { action: 'oauth_client.authenticate', input: null }, async () => ({
      ...{ result: null, resource: client && { type: 'OauthClient', id: client.id }, isRefused: true },
      ...(client && { actor: { id: client.id, organizationId: client.organizationId } }),
    }));
    throw new OauthError('invalid_client', 'The client is unknown, or its credentials are wrong.');
  };
}

/** Ten may fail for a client and a network, then the wait doubles, up to 15 minutes. */
export function createCountRefusal({
  attempts,
  fingerprint,
  clock,
}: {
  attempts: AttemptStore;
  fingerprint: Fingerprint;
  clock: () => Date;
}): CountRefusal {
  return async (caller, client) => {
    const subject = fingerprint('oauth client', client?.id ?? 'unknown');
    const admission = await attempts.admit(subject, networkOf(caller.ip), clock());
    if (admission.isAdmitted) return;
    const { retryAt } = admission;
    throw new OauthError('temporarily_unavailable', 'Too many requests have failed. Try again later.', { retryAt });
  };
}
