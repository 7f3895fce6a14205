import type { AddedFactor } from './factor-addition.ts';
import type { RecoveryCodes } from './recovery-code.ts';
import { secondFactorErrors, type SecondFactorMissing } from './second-factor-errors.ts';
import type { TokenReference } from './session-tokens.ts';

/** Whose factor is set up, the recovery codes that are shown once, and the session that waited for it; or why it is not. */
export type FactorOutcome<Refusal> =
  | {
      isDone: true;
      userId: string;
      recoveryCodes: string[] | null;
      signedIn: { userId: string; organizationId: string; tokens: TokenReference } | null;
      /** What the session still waits for. */
      missing: SecondFactorMissing | null;
    }
  | { isDone: false; error: Refusal };

/** The outcome with the texts of the codes, which the mutation does not hold. */
export function factorOutcome(
  { userId, hasNewCodes, organizationId, admission }: AddedFactor,
  codes: RecoveryCodes,
): FactorOutcome<never> {
  const done = { isDone: true, userId, recoveryCodes: hasNewCodes ? codes.texts : null } as const;
  if (!admission || organizationId === null) return { ...done, signedIn: null, missing: null };
  if ('tokens' in admission)
    return { ...done, signedIn: { userId, organizationId, tokens: admission.tokens }, missing: null };
  return { ...done, signedIn: null, missing: secondFactorErrors.missing(admission.challenge) };
}
