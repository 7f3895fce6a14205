import { clockToleranceSeconds } from '@conea/platform';
import { z } from 'zod';
import { duration } from './duration.ts';

/** How tokens are known that its issuer has revoked. */
const revocations = z.strictObject({
  /** The subgraph that lists them; not in the supergraph: none are known. */
  subgraph: z.string(),
  /** Where it is asked, by a signed POST. */
  path: z.string().startsWith('/').default('/revocations'),
  /** How long after an answer it is asked again: a revoked token is refused that much later. */
  poll_interval: duration.prefault('1s'),
  timeout: duration.prefault('2s'),
  /** How many sessions, and how many memberships, are remembered; beyond that the oldest are forgotten. */
  max: z.int().min(1).default(100_000),
});

const issuer = z.strictObject({
  /** What `iss` of its tokens says. */
  issuer: z.string(),
  /** Where its keys are (RFC 7517); empty switches the issuer off. */
  jwks_url: z.union([z.literal(''), z.url()]),
  /** One of these must be in `aud`. */
  audiences: z.array(z.string()).min(1),
  algorithms: z
    .array(z.enum(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA']))
    .default(['RS256']),
  revocations: revocations.optional(),
});

/** Who may call, and how a caller shows who it is. Without an issuer every caller is anonymous. */
export const authenticationConfig = z
  .strictObject({
    jwt: z
      .strictObject({
        issuers: z.array(issuer).default([]),
        /** The media type of access tokens in the header `typ` (RFC 9068). */
        type: z.string().default('at+jwt'),
        max_token_age: duration.prefault('1h'),
        /** As much as signed calls allow. */
        clock_tolerance: duration.prefault(`${clockToleranceSeconds}s`),
        /** How old a key set may be before it is fetched again. */
        poll_interval: duration.prefault('10m'),
        /** The least time between two fetches, also for tokens that name an unknown key. */
        refetch_cooldown: duration.prefault('30s'),
      })
      .prefault({}),
    api_key: z
      .strictObject({
        /** The header, and the member of `connection_init`, that carries a key. */
        header: z.string().toLowerCase().default('x-api-key'),
        /** The subgraph that knows the keys; empty, or not in the supergraph: keys mean nothing. */
        subgraph: z.string().default(''),
        /** Where it is asked, by a signed POST. */
        path: z.string().startsWith('/').default('/api-keys/verify'),
        /** How long an answer holds: a revoked key is refused that much later at the most. */
        cache_ttl: duration.prefault('2s'),
        /** How many answers are held. */
        cache_max: z.int().min(1).default(10_000),
        timeout: duration.prefault('2s'),
      })
      .prefault({}),
  })
  .prefault({});

export type RevocationsConfig = z.infer<typeof revocations>;
export type AuthenticationConfig = z.infer<typeof authenticationConfig>;
