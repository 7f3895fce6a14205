import type { Context } from '../context.ts';
import type { FactorOutcome } from '../domain/factor-outcome.ts';
import type { SecondFactorMethod } from '../domain/second-factor.ts';
import type {
  MutationResolvers,
  SecondFactorEnrolmentRequiredResolvers,
  SecondFactorMethod as MethodName,
  SecondFactorRequiredResolvers,
} from '../schema.generated.ts';
import { signedIn } from './signed-in.ts';

const names = { totp: 'TOTP', passkey: 'PASSKEY', recovery_code: 'RECOVERY_CODE' } as const satisfies Record<
  SecondFactorMethod,
  MethodName
>;

/** The method as the schema writes it. */
export const methodName = (method: SecondFactorMethod): MethodName => names[method];

export const SecondFactorRequired: SecondFactorRequiredResolvers = {
  methods: ({ methods }) => methods.map(methodName),
};

export const SecondFactorEnrolmentRequired: SecondFactorEnrolmentRequiredResolvers = {
  methods: ({ methods }) => methods.map(methodName),
};

/** What is left to the caller of a mutation that needs a session. */
export const ownFactors = ({ caller, secondFactors }: Context) => caller.user && secondFactors.find(caller.user.id);

export const completeSignIn: NonNullable<MutationResolvers['completeSignIn']> = async (_, { input }, context) => {
  const outcome = await context.secondFactors.completeSignIn(context.caller, input);
  return outcome.isDone ? signedIn(context, outcome) : { session: null, user: null, errors: [outcome.error] };
};

export const enrolTotp: NonNullable<MutationResolvers['enrolTotp']> = async (_, { input }, context) => {
  const outcome = await context.secondFactors.totp.begin(context.caller, input);
  if (!outcome.isDone) return { uri: null, secret: null, errors: [outcome.error] };
  return { uri: outcome.uri, secret: outcome.secret, errors: [] };
};

/** What the setting up of a factor answers: with a session when one waited for it. */
export async function factorAdded<Refusal>(context: Context, outcome: FactorOutcome<Refusal>) {
  if (!outcome.isDone) return { errors: [outcome.error] };
  const { userId, recoveryCodes, missing } = outcome;
  const signed = outcome.signedIn ? await signedIn(context, outcome.signedIn) : { session: null, user: null };
  const secondFactors = await context.secondFactors.find(userId);
  return { ...signed, secondFactors, recoveryCodes, errors: missing ? [missing] : [] };
}

export const confirmTotp: NonNullable<MutationResolvers['confirmTotp']> = async (_, { input }, context) =>
  factorAdded(context, await context.secondFactors.totp.confirm(context.caller, input));

export const removeTotp: NonNullable<MutationResolvers['removeTotp']> = async (_, _args, context) => {
  const error = await context.secondFactors.removeFactor.totp(context.caller);
  return error ? { secondFactors: null, errors: [error] } : { secondFactors: await ownFactors(context), errors: [] };
};

export const regenerateRecoveryCodes: NonNullable<MutationResolvers['regenerateRecoveryCodes']> = async (
  _,
  _args,
  { caller, secondFactors },
) => {
  const outcome = await secondFactors.renewRecoveryCodes(caller);
  if (!outcome.isDone) return { recoveryCodes: null, errors: [outcome.error] };
  return { recoveryCodes: outcome.recoveryCodes, errors: [] };
};
