import type { DomainEvent, Transaction } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import type { ColumnSeal } from './column-seal.ts';
import type { MailQueue } from './mail.ts';
import type { CheckPasskey, ProofRefusal } from './passkey-check.ts';
import { readRecoveryCode, type RecoveryCodeStore } from './recovery-code.ts';
import type { SecondFactorMethod } from './second-factor.ts';
import type { TotpStore } from './totp-factor.ts';
import { stepOf } from './totp.ts';
import type { UserStore } from './user.ts';

/** What somebody sends as their second factor: one of these. */
export type GivenProof = {
  code?: string | null | undefined;
  recoveryCode?: string | null | undefined;
  /** What the device answered. */
  passkey?: unknown;
};

/** A proof by its method, and the input field that it came in. */
export type ReadProof = { method: SecondFactorMethod; field: keyof GivenProof; given: unknown };

/**
 * Why it is not the person's; null when it is. What is accepted once is never accepted again, also when the same is sent twice at once.
 * `isOnlyFactor`: nothing else is asked for.
 */
export type CheckSecondFactor = (
  tx: Transaction,
  emit: (event: DomainEvent) => void,
  who: { userId: string; isOnlyFactor: boolean },
  proof: ReadProof,
) => Promise<ProofRefusal | null>;

export type SecondFactorCheckParts = {
  users: UserStore;
  totp: TotpStore;
  recoveryCodes: RecoveryCodeStore;
  checkPasskey: CheckPasskey;
  mail: MailQueue;
  mails: AccountMails;
  seedSeal: ColumnSeal;
  clock: () => Date;
};

const methods = { code: 'totp', recoveryCode: 'recovery_code', passkey: 'passkey' } as const;
const fields = ['code', 'recoveryCode', 'passkey'] as const;

/** Null unless exactly one was given. */
export function readProof(proof: GivenProof): ReadProof | null {
  const given = fields.filter((field) => proof[field] !== null && proof[field] !== undefined);
  const [field] = given;
  return field !== undefined && given.length === 1 ? { method: methods[field], field, given: proof[field] } : null;
}

export function createSecondFactorCheck(parts: SecondFactorCheckParts): CheckSecondFactor {
  const { users, totp, recoveryCodes, checkPasskey, mail, mails, seedSeal, clock } = parts;
  const isCode = async (tx: Transaction, userId: string, code: string) => {
    const factor = await totp.findConfirmed(tx, userId);
    const step = factor && stepOf(await seedSeal.open(factor.id, factor.sealedSeed), code, clock());
    return factor !== null && step !== null && totp.useStep(tx, factor.id, step, clock());
  };
  const isRecoveryCode = async (tx: Transaction, emit: (event: DomainEvent) => void, userId: string, text: string) => {
    const hash = readRecoveryCode(text);
    const left = hash && (await recoveryCodes.use(tx, userId, hash, clock()));
    if (left === null) return false;
    const { email } = await users.getAccount(userId, tx);
    await mail.send(tx, mails.recoveryCodeUsed(email.address, left, clock()));
    emit({ type: 'user.recovery_code_used', subject: userId, data: { left } });
    return true;
  };
  return async (tx, emit, who, { method, given }) => {
    if (method === 'passkey') return (await checkPasskey(tx, emit, given, who)).refusal;
    const text = String(given);
    const isRight =
      method === 'totp' ? await isCode(tx, who.userId, text) : await isRecoveryCode(tx, emit, who.userId, text);
    return isRight ? null : 'wrong';
  };
}
