import type { MutationResolvers } from '../schema.generated.ts';
import { factorAdded, ownFactors } from './second-factors.ts';
import { signedIn } from './signed-in.ts';

export const beginPasskeyAuthentication: NonNullable<MutationResolvers['beginPasskeyAuthentication']> = async (
  _,
  { input },
  { caller, secondFactors },
) => {
  const offer = await secondFactors.passkeyOptions(caller, input);
  if (!offer.isDone) return { options: null, expiresAt: null, errors: [offer.error] };
  return { options: offer.options, expiresAt: offer.expiresAt, errors: [] };
};

export const signInWithPasskey: NonNullable<MutationResolvers['signInWithPasskey']> = async (_, { input }, context) => {
  const outcome = await context.secondFactors.signInWithPasskey(context.caller, input.passkey);
  return outcome.isDone ? signedIn(context, outcome) : { session: null, user: null, errors: [outcome.error] };
};

export const beginPasskeyRegistration: NonNullable<MutationResolvers['beginPasskeyRegistration']> = async (
  _,
  { input },
  { caller, secondFactors },
) => {
  const offer = await secondFactors.passkeyRegistration.begin(caller, input);
  if (!offer.isDone) return { options: null, expiresAt: null, errors: [offer.error] };
  return { options: offer.options, expiresAt: offer.expiresAt, errors: [] };
};

export const registerPasskey: NonNullable<MutationResolvers['registerPasskey']> = async (_, { input }, context) =>
  factorAdded(context, await context.secondFactors.passkeyRegistration.finish(context.caller, input));

export const renamePasskey: NonNullable<MutationResolvers['renamePasskey']> = async (_, { input }, context) => {
  const error = await context.secondFactors.renamePasskey(context.caller, input);
  return error ? { secondFactors: null, errors: [error] } : { secondFactors: await ownFactors(context), errors: [] };
};

export const removePasskey: NonNullable<MutationResolvers['removePasskey']> = async (_, { input }, context) => {
  const error = await context.secondFactors.removeFactor.passkey(context.caller, input.passkeyId);
  return error ? { secondFactors: null, errors: [error] } : { secondFactors: await ownFactors(context), errors: [] };
};
