import { ClientError } from '@conea/platform';
import { LRUCache } from 'lru-cache';
import type { JsonObject } from '../engine/result.ts';
import type { Variants } from '../variants.ts';
import type { DeferredOperation, Deferral } from './deferral.ts';

/** The variants of an operation with these variables. */
export type PartVariants = (variables: JsonObject) => Pick<Variants, 'compileFor'>;

// As many as six conditions have outcomes.
const maxOutcomes = 64;

/**
 * The variants for each outcome of the conditions; `atOnce` where nothing is deferred, or where the planning library does not manage what
 * it manages without `@defer` (fragments of types that never meet, on interface objects).
 */
export function createPartVariants(
  deferral: Deferral,
  atOnce: Variants,
  create: (deferred: DeferredOperation) => Variants,
): PartVariants {
  const outcomes = new LRUCache<string, ReturnType<PartVariants>>({ max: maxOutcomes });
  return (variables) => {
    const outcome = deferral.outcomeOf(variables);
    const known = outcomes.get(outcome);
    if (known) return known;
    const deferred = deferral.resolve(variables);
    const inParts = deferred && create(deferred);
    const variants: ReturnType<PartVariants> = inParts
      ? {
          compileFor: async (grant, around) => {
            try {
              return await inParts.compileFor(grant, around);
            } catch (error) {
              if (error instanceof ClientError) throw error;
              outcomes.set(outcome, atOnce);
              return atOnce.compileFor(grant, around);
            }
          },
        }
      : atOnce;
    outcomes.set(outcome, variants);
    return variants;
  };
}
