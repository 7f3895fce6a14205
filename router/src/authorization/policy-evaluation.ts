import type { Caller, Logger } from '@conea/platform';
import { once } from 'node:events';
import { z } from 'zod';
import type { PolicyModule } from './policy-module.ts';

/** Which of some policies hold for a caller. Never rejects: what cannot be found out does not hold. */
export type EvaluatePolicies = (policies: readonly string[], caller: Caller) => Promise<ReadonlySet<string>>;

const names = z.array(z.string());

/** Asks a module, and waits `timeout` milliseconds for it. No answer, a wrong one and an exception are logged and grant nothing. */
export function createPolicyEvaluation(module: PolicyModule, timeout: number, log: Logger): EvaluatePolicies {
  const ask = async (policies: readonly string[], caller: Caller): Promise<unknown> => {
    const signal = AbortSignal.timeout(timeout);
    const tooLate = once(signal, 'abort').then(() => {
      throw new Error(`no answer in ${timeout} ms`);
    });
    // A copy: what a module does to its question changes nothing here.
    return Promise.race([
      module.evaluatePolicies({ policies: [...policies], caller: structuredClone(caller), signal }),
      tooLate,
    ]);
  };
  return async (policies, caller) => {
    try {
      const held = new Set(names.parse(await ask(policies, caller)));
      return new Set(policies.filter((policy) => held.has(policy)));
    } catch (error) {
      log.error({ err: error, requestId: caller.requestId, policies }, 'policies not evaluated');
      return new Set();
    }
  };
}
