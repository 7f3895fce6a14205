import type { Caller } from '@conea/platform';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/** An operator's own module that says which policies hold. */
export type PolicyModule = {
  /** Answers the names of those that hold, or a promise of them. */
  evaluatePolicies(question: PolicyQuestion): unknown;
};

/** All policies that an operation meets, and who asks; credentials are no part of it. */
export type PolicyQuestion = {
  policies: readonly string[];
  caller: Caller;
  /** Aborts when nobody waits for the answer any longer. */
  signal: AbortSignal;
};

const shape = z.looseObject({
  evaluatePolicies: z.custom<PolicyModule['evaluatePolicies']>((value) => typeof value === 'function'),
});

/** Loads JavaScript, or TypeScript whose types can be erased; throws a sentence when that is not a policy module. */
export async function loadPolicyModule(path: string): Promise<PolicyModule> {
  const loaded: unknown = await import(pathToFileURL(path).href).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`authorization.policy.module: ${path} cannot be loaded: ${reason}`, { cause: error });
  });
  const parsed = shape.safeParse(loaded);
  if (parsed.success) return parsed.data;
  throw new Error(`authorization.policy.module: ${path} must export a function evaluatePolicies`);
}
