import { userErrors, type InvalidInput } from './user-errors.ts';

/** Why somebody does what others are told of. */
export type GivenReason = string;

const maxReason = 500;

/** What is wrong with a reason that has to be given; null when it is one. */
export function problemOfReason(reason: GivenReason): InvalidInput | null {
  const isOne = reason.trim().length > 0 && reason.length <= maxReason && !/[\p{Cs}\0]/u.test(reason);
  return isOne ? null : userErrors.invalidInput('reason', `Say why, in at most ${maxReason} characters.`);
}
