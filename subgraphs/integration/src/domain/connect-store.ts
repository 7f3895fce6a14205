import type { Caller, JobQueue, Mutate } from '@conea/platform';
import { parseCredentials, type Credentials, type CredentialStore } from './credentials.ts';
import type { IntegrationStore, StoreProfile } from './integration.ts';
import { jobNames } from './job-names.ts';
import { parseShopDomain } from './shop-domain.ts';
import { SourceError } from './source-error.ts';
import type { StoreSource } from './store-source.ts';
import { userErrors, type CredentialsRefused, type InvalidInput, type StoreUnavailable } from './user-errors.ts';

export type ConnectStoreInput = {
  shopDomain: string;
  credentials: { clientId?: string | null | undefined; clientSecret: string; accessToken?: string | null | undefined };
  idempotencyKey?: string | null | undefined;
};

type Refusal = InvalidInput | CredentialsRefused | StoreUnavailable;

export type ConnectStoreOutcome = { isDone: true; integrationId: string } | { isDone: false; error: Refusal };

export type ConnectStoreParts = {
  mutate: Mutate;
  source: StoreSource;
  integrations: IntegrationStore;
  credentials: Pick<CredentialStore, 'save'>;
  queue: Pick<JobQueue, 'send'>;
  clock: () => Date;
};

type Checked = { shopDomain: string; credentials: Credentials; profile: StoreProfile };

/** Signs in to the store first, outside the transaction: that changes nothing there. Subscribing to its changes is a job of the transaction. */
export function createConnectStore({ mutate, source, integrations, credentials, queue, clock }: ConnectStoreParts) {
  return async (
    caller: Caller,
    organizationId: string,
    input: ConnectStoreInput,
    signal: AbortSignal,
  ): Promise<ConnectStoreOutcome> => {
    const checked = await check(source, input, signal);
    const { shopDomain, idempotencyKey } = input;
    const { clientId, clientSecret, accessToken } = input.credentials;
    const request = {
      action: 'store.connect',
      idempotencyKey,
      input: { shopDomain, clientId: clientId ?? null, clientSecret, accessToken: accessToken ?? null },
    };
    return mutate<ConnectStoreOutcome>(caller, request, async (tx, emit) => {
      if ('__typename' in checked)
        return { result: { isDone: false, error: checked }, resource: null, isRefused: true };
      const now = clock();
      const store = { organizationId, shopDomain: checked.shopDomain, now, ...checked.profile };
      const integrationId = await integrations.connect(tx, store);
      await credentials.save(tx, { integrationId, organizationId }, checked.credentials, now);
      await queue.send(tx, jobNames.subscribe, { integrationId });
      emit({
        type: 'store.connected',
        subject: integrationId,
        data: { provider: 'shopify', shopDomain: checked.shopDomain },
      });
      return { result: { isDone: true, integrationId }, resource: { type: 'Integration', id: integrationId } };
    });
  };
}

async function check(source: StoreSource, input: ConnectStoreInput, signal: AbortSignal): Promise<Checked | Refusal> {
  const shopDomain = parseShopDomain(input.shopDomain);
  if (shopDomain === null) return userErrors.invalidShopDomain();
  const credentials = parseCredentials(input.credentials);
  if (credentials === null) return userErrors.invalidCredentials();
  try {
    return { shopDomain, credentials, profile: await source.probe(shopDomain, credentials, signal) };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const isRefused = error.kind === 'AUTH' || error.kind === 'PERMANENT';
    return isRefused ? userErrors.credentialsRefused() : userErrors.storeUnavailable();
  }
}
