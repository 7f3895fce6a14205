import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  type Configuration,
} from 'openid-client';
import { z } from 'zod';
import type { IdentityProvider, ProviderIdentity } from '../domain/provider-identity.ts';
import { createProviderFetch, type ProviderLimits } from './provider-fetch.ts';
import { failureOf } from './redirect-failure.ts';

export type GoogleOptions = {
  clientId: string;
  clientSecret: string;
  /** Where the discovery document is. */
  issuerUrl: string;
  startUrl: string;
  redirectUri: string;
  limits: ProviderLimits;
  clock: () => Date;
};

const discoveredFor = 3_600_000;
const claimsShape = z.object({
  iss: z.string(),
  sub: z.string(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  name: z.string().optional(),
});

/** Google, or whatever speaks OpenID Connect like it: discovery, an ID token with nonce, its signature checked although it came over TLS. */
export function createGoogle(options: GoogleOptions): IdentityProvider {
  const { startUrl, redirectUri } = options;
  const configuration = rememberConfiguration(options);
  return {
    ...{ name: 'google', startUrl },
    begin: async ({ state, nonce, codeVerifier }) => {
      try {
        return buildAuthorizationUrl(await configuration.current(), {
          ...{ redirect_uri: redirectUri, scope: 'openid email profile', state, nonce },
          ...{ code_challenge: await calculatePKCECodeChallenge(codeVerifier), code_challenge_method: 'S256' },
          prompt: 'select_account',
        });
      } catch (error) {
        return failureOf(error);
      }
    },
    identify: async (answer, { state, nonce, codeVerifier }) => {
      const url = new URL(redirectUri);
      url.search = answer.toString();
      try {
        const tokens = await authorizationCodeGrant(await configuration.current(), url, {
          ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true },
        });
        return identityOf(claimsShape.parse(tokens.claims()));
      } catch (error) {
        const failure = failureOf(error);
        // Its keys may have changed at once: the next sign-in looks anew.
        if (failure === 'invalid_response') configuration.forget();
        return failure;
      }
    },
  };
}

/** The discovered configuration, for an hour; a failure is not remembered. */
function rememberConfiguration({ clientId, clientSecret, issuerUrl, limits, clock }: GoogleOptions) {
  let known: { configuration: Promise<Configuration>; until: number } | null = null;
  const issuer = new URL(issuerUrl);
  const execute = [enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : [])];
  const discover = () => {
    const configuration = discovery(issuer, clientId, clientSecret, undefined, {
      ...{ execute, timeout: limits.timeout / 1_000, [customFetch]: createProviderFetch(limits) },
    });
    const entry = { configuration, until: clock().getTime() + discoveredFor };
    configuration.catch(() => {
      if (known === entry) known = null;
    });
    return entry;
  };
  return {
    current: (): Promise<Configuration> => {
      if (known === null || known.until <= clock().getTime()) known = discover();
      return known.configuration;
    },
    forget: () => {
      known = null;
    },
  };
}

function identityOf({
  iss,
  sub,
  email,
  email_verified: isVerified,
  name,
}: z.infer<typeof claimsShape>): ProviderIdentity {
  const verified = isVerified === true && email !== undefined ? email : null;
  return { provider: 'google', issuer: iss, subject: sub, email: verified, name: name ?? '' };
}
