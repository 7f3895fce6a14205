import type { Caller } from '@conea/platform';
import type { GraphQLFormattedError } from 'graphql';
import type { Grants } from './grants.ts';
import { isGranted, type Grant, type Rule } from './rules.ts';

export type PolicyWatchOptions = {
  grants: Grants;
  /** The age in milliseconds from which an answer is too old for another event. */
  maxAge: number;
};

/** Who subscribed, and what let them. */
export type Subscribed = {
  caller: Caller;
  rules: readonly Rule[];
  policies: readonly string[];
  grant: Grant;
};

/** Asked before each event of a subscription: why its client gets no more of them, or null. */
export type Refusal = () => Promise<readonly GraphQLFormattedError[] | null>;

const revoked: readonly GraphQLFormattedError[] = [
  {
    message: 'A policy does not let this subscription pass any longer.',
    extensions: { code: 'SUBSCRIPTION_POLICY_REVOKED' },
  },
];

/**
 * Finds out when a rule is not passed any longer. No timer runs for subscriptions without events; who may see more than at the start
 * sees it by subscribing again.
 */
export function createPolicyWatch({ grants, maxAge }: PolicyWatchOptions) {
  return ({ caller, rules, policies, grant }: Subscribed): Refusal => {
    let askedAt = Date.now();
    return async () => {
      if (Date.now() - askedAt < maxAge) return null;
      askedAt = Date.now();
      // Another caller object is another request, which is asked about anew.
      const now = await grants({ ...caller }, policies);
      const isLost = rules.some((rule) => isGranted(rule, grant) && !isGranted(rule, now));
      return isLost ? revoked : null;
    };
  };
}
