import { createInstruments, createMutations, type Database, type Registry } from '@conea/platform';
import type { PersonalData } from './domain/personal-data.ts';
import { createProviderRedirects } from './domain/provider-redirect.ts';
import { providerRedirectRoutes } from './provider-redirect-routes.ts';
import { openIdentityProviders, type ProviderSettings } from './sources/identity-providers.ts';
import type { ProviderLimits } from './sources/provider-fetch.ts';
import { createRedirectStepStore } from './store/redirect-step-store.ts';

export type RedirectsParts = {
  database: Database;
  personal: Pick<PersonalData, 'envelope'>;
  env: ProviderSettings & { APP_URL: string; SIGN_IN_REDIRECTS_LIMIT: number };
  clock: () => Date;
  metrics: Registry;
  limits?: ProviderLimits;
};

/** The configured providers, and the routes by which browsers go to them and come back. */
export function openProviderRedirects({ database, personal, env, clock, metrics, limits }: RedirectsParts) {
  const providers = openIdentityProviders(env, { clock, ...(limits && { limits }) });
  const steps = createRedirectStepStore(database, personal);
  const returns = createInstruments(metrics).counter({
    name: 'identity_provider_returns_total',
    help: 'Browsers that came back from a provider, by what it said.',
    labels: ['provider', 'outcome'],
  });
  const redirects = createProviderRedirects({
    ...{ mutate: createMutations(database, 'identity'), steps, appUrl: env.APP_URL, clock },
    count: (provider, outcome) => returns({ provider, outcome }),
  });
  const routes = providerRedirectRoutes({
    ...{ redirects, providers, steps, clock, publicUrl: env.REDIRECT_PUBLIC_URL },
    requestsPerNetwork: env.SIGN_IN_REDIRECTS_LIMIT,
  });
  return { providers, routes };
}
