import { z } from 'zod';

/** The providers that people can sign in with. */
export const providerNames = ['google', 'github'] as const;

export type ProviderName = (typeof providerNames)[number];

/** What people call them. */
export const providerLabels: Readonly<Record<ProviderName, string>> = { google: 'Google', github: 'GitHub' };

/** An account at a provider. `email` is an address that the provider has verified, in its words; null when there is none. */
export const providerIdentity = z.object({
  provider: z.enum(providerNames),
  issuer: z.string(),
  subject: z.string().min(1).max(255),
  email: z.string().nullable(),
  name: z.string(),
});

export type ProviderIdentity = z.infer<typeof providerIdentity>;

/** Why nobody came back: they did not consent, or the provider refused us, did not answer, or answered what cannot be right. */
export type RedirectFailure = 'access_denied' | 'provider_refused' | 'provider_unavailable' | 'invalid_response';

/** What binds an answer to the request that it answers. */
export type RedirectSecrets = { state: string; nonce: string; codeVerifier: string };

/** A provider of identities, with our registration there. */
export type IdentityProvider = {
  name: ProviderName;
  /** Where a browser is sent to sign in with it. */
  startUrl: string;
  /** Where the provider asks for consent. */
  begin(secrets: RedirectSecrets): Promise<URL | RedirectFailure>;
  /** Who came back, by the parameters of the answer. */
  identify(answer: URLSearchParams, secrets: RedirectSecrets): Promise<ProviderIdentity | RedirectFailure>;
};
