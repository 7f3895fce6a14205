import type { Queries, Transaction } from '@conea/platform';

/** What somebody can have beside their password: an authenticator app, or a passkey. */
export const factorKinds = ['totp', 'passkey'] as const;
export type FactorKind = (typeof factorKinds)[number];

/** What a second factor is proved with; a recovery code stands in for any kind. */
export type SecondFactorMethod = FactorKind | 'recovery_code';

/** What an organization asks of its members: from a time on a factor of one of these kinds; null: it is theirs to decide. */
export type SecondFactorPolicy = { requiredFrom: Date | null; kinds: FactorKind[] };

/** What a person has, and what an organization asks of them. */
export type Standing = { kinds: FactorKind[]; recoveryCodesLeft: number; policy: SecondFactorPolicy };

/** What is missing to a session: a proof by one of these methods, or a factor of one of these kinds that is to be set up first. */
export type Missing =
  { kind: 'second_factor'; methods: SecondFactorMethod[] } | { kind: 'enrolment'; methods: FactorKind[] };

/** What the use cases need of the stored factors, whatever their kind. */
export type SecondFactorStore = {
  findStanding(queries: Queries, organizationId: string, userId: string): Promise<Standing>;
  /** How many of each kind a person has. */
  count(queries: Queries, userId: string): Promise<Record<FactorKind, number>>;
  /** The policies of all organizations of a person. */
  listPolicies(tx: Transaction, userId: string): Promise<SecondFactorPolicy[]>;
  /** Until the transaction ends nobody changes what the person has. */
  holdForReading(tx: Transaction, userId: string): Promise<void>;
  /** Whoever reads or changes it waits for the end of the transaction. */
  holdForChange(tx: Transaction, userId: string): Promise<void>;
};

// RFC 8176.
const references = { totp: 'otp', passkey: 'hwk' } as const satisfies Record<FactorKind, string>;
const several = 'mfa';

/** What a session is proven by when another factor comes to what it was proven by before (RFC 8176, `amr`). */
export function prove(earlier: readonly string[], method: SecondFactorMethod): string[] {
  const own = method === 'recovery_code' ? [] : [references[method]];
  return [...new Set([...earlier, ...own, several])];
}

/** Whether it was proven by more than one factor. */
export const isProvenTwice = (methods: readonly string[]) => methods.includes(several);

/** Whether the organization asks for a factor now. */
export const isRequired = ({ requiredFrom }: SecondFactorPolicy, now: Date) =>
  requiredFrom !== null && requiredFrom <= now;

/** Whether the person has what the organization asks for. */
export const meetsPolicy = ({ kinds, policy }: Standing, now: Date) =>
  !isRequired(policy, now) || kinds.some((kind) => policy.kinds.includes(kind));

/** How the proofs by these kinds are called (RFC 8176). */
export const referencesOf = (kinds: readonly FactorKind[]): string[] => kinds.map((kind) => references[kind]);

/** What is still missing to a session that is proven so far; null when nothing is. Who has a factor is asked for it everywhere. */
export function missingOf({ kinds, recoveryCodesLeft, policy }: Standing, proven: string[], now: Date): Missing | null {
  const isDemanded = isRequired(policy, now);
  const counting = isDemanded ? kinds.filter((kind) => policy.kinds.includes(kind)) : kinds;
  const asked = counting.length > 0 ? counting : kinds;
  const accepted = isDemanded && counting.length > 0 ? policy.kinds : factorKinds;
  if (asked.length > 0 && !isProvenBy(accepted, proven)) {
    const methods: SecondFactorMethod[] = recoveryCodesLeft > 0 ? [...asked, 'recovery_code'] : asked;
    return { kind: 'second_factor', methods };
  }
  return isDemanded && counting.length === 0 ? { kind: 'enrolment', methods: policy.kinds } : null;
}

/** A proof by several factors, none of which is of a kind, was completed by a recovery code. */
function isProvenBy(kinds: readonly FactorKind[], proven: readonly string[]): boolean {
  const shown = referencesOf(factorKinds).filter((reference) => proven.includes(reference));
  return isProvenTwice(proven) && (shown.length === 0 || referencesOf(kinds).some((one) => shown.includes(one)));
}
