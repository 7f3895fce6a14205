import type { Caller, Logger } from '@conea/platform';
import type { RouterConfig } from '../config/config.ts';
import { createPolicyEvaluation, type EvaluatePolicies } from './policy-evaluation.ts';
import type { PolicyModule } from './policy-module.ts';
import { anonymous, type Grant } from './rules.ts';

/** What a caller is granted, as far as an operation with these policies asks. */
export type Grants = (caller: Caller, policies: readonly string[]) => Promise<Grant>;

/**
 * A module is asked about each policy once in a request, and not at all when there is none. Without a module (null) a policy lets pass
 * whom one of the scopes names it for.
 */
export function createGrants(module: PolicyModule | null, { authorization }: RouterConfig, log: Logger): Grants {
  const evaluate = module && createPolicyEvaluation(module, authorization.policy.timeout, log);
  // A caller is made for one request.
  const answers = new WeakMap<Caller, Map<string, Promise<ReadonlySet<string>>>>();
  const held = async (caller: Caller, policies: readonly string[], ask: EvaluatePolicies): Promise<Set<string>> => {
    const known = answers.get(caller) ?? new Map<string, Promise<ReadonlySet<string>>>();
    answers.set(caller, known);
    const open = policies.filter((policy) => !known.has(policy));
    const asked = open.length > 0 ? ask(open, caller) : null;
    if (asked) for (const policy of open) known.set(policy, asked);
    const isHeld = await Promise.all(policies.map(async (policy) => (await known.get(policy))?.has(policy) ?? false));
    return new Set(policies.filter((_, index) => isHeld[index]));
  };
  return async (caller, policies) => {
    const { user } = caller;
    const scopes = new Set(user?.scopes);
    const isAuthenticated = user !== null;
    if (evaluate === null) return isAuthenticated ? { isAuthenticated, scopes, policies: scopes } : anonymous;
    return { isAuthenticated, scopes, policies: policies.length === 0 ? none : await held(caller, policies, evaluate) };
  };
}

const none: ReadonlySet<string> = new Set();
