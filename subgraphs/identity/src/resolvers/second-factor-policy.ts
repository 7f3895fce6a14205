import type { FactorKind } from '../domain/second-factor.ts';
import type { MutationResolvers, SecondFactorKind, SecondFactorPolicyResolvers } from '../schema.generated.ts';

const kinds = { TOTP: 'totp', PASSKEY: 'passkey' } as const satisfies Record<SecondFactorKind, FactorKind>;
const names = { totp: 'TOTP', passkey: 'PASSKEY' } as const satisfies Record<FactorKind, SecondFactorKind>;

export const SecondFactorPolicy: SecondFactorPolicyResolvers = {
  requirement: ({ requiredFrom }) => (requiredFrom === null ? 'OPTIONAL' : 'REQUIRED'),
  kinds: (policy) => policy.kinds.map((kind) => names[kind]),
};

export const changeSecondFactorPolicy: NonNullable<MutationResolvers['changeSecondFactorPolicy']> = async (
  _,
  { input },
  context,
) => {
  const outcome = await context.changeSecondFactorPolicy(context.caller, {
    isRequired: input.requirement === 'REQUIRED',
    graceDays: input.graceDays,
    kinds: input.kinds?.map((name) => kinds[name]),
  });
  if (!outcome.isDone) return { organization: null, errors: [outcome.error] };
  return { organization: await context.organizations.load(outcome.organizationId), errors: [] };
};
