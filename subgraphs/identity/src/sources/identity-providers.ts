import type { IdentityProvider, ProviderName } from '../domain/provider-identity.ts';
import { createGithub } from './github.ts';
import { createGoogle } from './google.ts';
import { providerLimits, type ProviderLimits } from './provider-fetch.ts';

/** Our registrations at the providers; one without a client id does not exist. */
export type ProviderSettings = {
  GOOGLE_CLIENT_ID: string;
  GOOGLE_CLIENT_SECRET: string;
  GOOGLE_ISSUER_URL: string;
  GITHUB_CLIENT_ID: string;
  GITHUB_CLIENT_SECRET: string;
  GITHUB_URL: string;
  GITHUB_API_URL: string;
  /** Where browsers reach the redirects. */
  REDIRECT_PUBLIC_URL: string;
};

export type ProviderParts = { clock: () => Date; limits?: ProviderLimits };

/** The path of a redirect; registered at the provider with the public URL before it. */
export const redirectPath = (name: ProviderName, step: 'start' | 'callback') => `/oauth/${name}/${step}`;

/** The providers that are configured; throws when one is half configured. */
export function openIdentityProviders(settings: ProviderSettings, parts: ProviderParts): IdentityProvider[] {
  const { clock, limits = providerLimits } = parts;
  const at = (name: ProviderName) => ({
    startUrl: new URL(redirectPath(name, 'start'), settings.REDIRECT_PUBLIC_URL).href,
    redirectUri: new URL(redirectPath(name, 'callback'), settings.REDIRECT_PUBLIC_URL).href,
  });
  const providers: IdentityProvider[] = [];
  if (settings.GOOGLE_CLIENT_ID !== '') {
    const client = clientOf(settings, 'GOOGLE');
    providers.push(createGoogle({ ...client, ...at('google'), issuerUrl: settings.GOOGLE_ISSUER_URL, limits, clock }));
  }
  if (settings.GITHUB_CLIENT_ID !== '') {
    const client = clientOf(settings, 'GITHUB');
    const server = { url: settings.GITHUB_URL, apiUrl: settings.GITHUB_API_URL };
    providers.push(createGithub({ ...client, ...server, ...at('github'), limits }));
  }
  return providers;
}

function clientOf(settings: ProviderSettings, vendor: 'GOOGLE' | 'GITHUB') {
  const clientSecret = settings[`${vendor}_CLIENT_SECRET`];
  if (clientSecret === '') throw new Error(`${vendor}_CLIENT_ID is set: set ${vendor}_CLIENT_SECRET too`);
  return { clientId: settings[`${vendor}_CLIENT_ID`], clientSecret };
}
