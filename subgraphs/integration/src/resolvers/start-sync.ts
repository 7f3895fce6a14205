import { writableTenant } from '../context.ts';
import type { MutationResolvers } from '../schema.generated.ts';
import { resources as everything } from '../domain/records.ts';
import { resourceOf } from './words.ts';

export const startSync: NonNullable<MutationResolvers['startSync']> = async (_, { input }, { caller, ...context }) => {
  const resources = input.resources?.map((name) => resourceOf[name]) ?? everything;
  const outcome = await context.startSync(caller, writableTenant(caller), { ...input, resources });
  if (!outcome.isDone) return { sync: null, errors: [outcome.error] };
  return { sync: await context.syncs.clear(outcome.syncId).load(outcome.syncId), errors: [] };
};
