import type { Database } from '@conea/platform';
import { createIdentityLinks, type IdentityLinkParts } from './domain/identity-links.ts';
import { createLinkIdentity } from './domain/link-identity.ts';
import type { PersonalData } from './domain/personal-data.ts';
import { createProviderSignIn, type ProviderSignInParts } from './domain/provider-sign-in.ts';
import { createLinkedIdentityStore } from './store/linked-identity-store.ts';
import { createRedirectStepStore } from './store/redirect-step-store.ts';

type Own = 'linkedIdentities' | 'linkIdentity' | 'steps';

export type ProviderAccountParts = Omit<ProviderSignInParts & IdentityLinkParts, Own> & {
  database: Database;
  personal: PersonalData;
};

/** What people do with accounts that they have at providers. */
export function createProviderAccounts(parts: ProviderAccountParts) {
  const linkedIdentities = createLinkedIdentityStore(parts.database, parts.personal);
  const steps = createRedirectStepStore(parts.database, parts.personal);
  const linkIdentity = createLinkIdentity({ ...parts, linkedIdentities });
  const all = { ...parts, linkedIdentities, steps, linkIdentity };
  return { providers: parts.providers, signIn: createProviderSignIn(all), links: createIdentityLinks(all) };
}
