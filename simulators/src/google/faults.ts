import { brokenAnswers } from '../oauth/broken-answer.ts';

/** ID tokens of somebody else, for somebody else, of another request, too old, not signed by Google, or missing. */
export const tokenFaults = [
  ...(['wrong_issuer', 'wrong_audience', 'wrong_nonce', 'no_nonce'] as const),
  ...(['expired_token', 'forged_signature', 'no_id_token'] as const),
] as const;

/** What the simulator can do wrong. Broken answers are those of the token endpoint. */
export const faultKinds = [
  ...brokenAnswers,
  // The discovery document is not there.
  'no_discovery',
  // Tokens that are good, in an answer of a megabyte.
  'oversized',
  // Every code has lived too long.
  'expired_code',
  ...tokenFaults,
  // The answer to the browser names another issuer (RFC 9207).
  'foreign_issuer',
] as const;

export type GoogleFault = (typeof faultKinds)[number];
