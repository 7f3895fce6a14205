import type { Caller, Mutate } from '@conea/platform';
import type { Fingerprint } from '../fingerprint.ts';
import { networkOf } from '../network.ts';
import type { AttemptStore } from '../password-check.ts';
import { isClientSecret } from './client-secret.ts';
import type { OauthClient, OauthClientStore } from './oauth-client.ts';
import { OauthError } from './oauth-error.ts';

/** How a client says who it is; without a secret when it is public. */
export type ClientCredentials = { clientId: string; secret: string | null };

/** The client that these credentials are of. Throws `invalid_client`, the same for whatever is wrong. */
export type AuthenticateClient = (caller: Caller, credentials: ClientCredentials) => Promise<OauthClient>;

/** Counts a refusal against what is named and the network. Throws `temporarily_unavailable` when there were too many: then nothing is written of it. */
export type CountRefusal = (caller: Caller, client: OauthClient | null) => Promise<void>;

export type ClientAuthenticationParts = {
  mutate: Mutate;
  oauthClients: OauthClientStore;
  countRefusal: CountRefusal;
  clock: () => Date;
};

/** Only failures are throttled: a secret has 256 bits, so nobody who knows it waits for those who guess. */
export function createClientAuthentication(parts: ClientAuthenticationParts): AuthenticateClient {
  const { mutate, oauthClients, countRefusal, clock } = parts;
  return async (caller, { clientId, secret }) => {
    const client = await oauthClients.findPresented(clientId, clock());
    const isKnown = isClientSecret(secret ?? '', client?.secretHashes ?? []);
    const isGood = client !== null && (client.isConfidential ? secret !== null && isKnown : secret === null);
    if (isGood) return client;
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
