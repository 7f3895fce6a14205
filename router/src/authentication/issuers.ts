import type { Logger } from '@conea/platform';
import type { AuthenticationConfig, RevocationsConfig } from '../config/authentication.ts';
import { createJwks, type Jwks } from './jwks.ts';
import type { Revocations } from './revocations.ts';

/** Who signs access tokens, and what its tokens must say. */
export type Issuer = {
  name: string;
  audiences: string[];
  algorithms: string[];
  jwks: Jwks;
  revocations: Revocations | null;
};

/** The issuers that are switched on. */
export function createIssuers(
  { issuers, poll_interval, refetch_cooldown }: AuthenticationConfig['jwt'],
  follow: (revocations: RevocationsConfig, onKeyRevoked: () => void) => Revocations | null,
  { onFetch, log }: { onFetch(result: 'success' | 'failure'): void; log: Logger },
) {
  return issuers
    .filter(({ jwks_url }) => jwks_url !== '')
    .map(({ issuer, jwks_url, audiences, algorithms, revocations }): Issuer => {
      const jwks = createJwks({ url: jwks_url, maxAge: poll_interval, cooldown: refetch_cooldown, onFetch, log });
      return {
        name: issuer,
        audiences,
        algorithms,
        jwks,
        revocations: revocations ? follow(revocations, jwks.refetch) : null,
      };
    });
}
