import type { ProviderName } from '../domain/provider-identity.ts';
import type { IdentityProvider, LinkedIdentityResolvers } from '../schema.generated.ts';

const names = { google: 'GOOGLE', github: 'GITHUB' } as const satisfies Record<ProviderName, IdentityProvider>;
const providers = { GOOGLE: 'google', GITHUB: 'github' } as const satisfies Record<IdentityProvider, ProviderName>;

export const providerName = (provider: ProviderName): IdentityProvider => names[provider];
export const parseProvider = (provider: IdentityProvider): ProviderName => providers[provider];

export const LinkedIdentity: LinkedIdentityResolvers = { provider: ({ provider }) => providerName(provider) };
