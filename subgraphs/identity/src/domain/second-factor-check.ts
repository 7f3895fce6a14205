import type { DomainEvent, Transaction } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import type { ColumnSeal } from './column-seal.ts';
import type { MailQueue } from './mail.ts';
import { readRecoveryCode, type RecoveryCodeStore } from './recovery-code.ts';
import type { SecondFactorMethod } from './second-factor.ts';
import type { TotpStore } from './totp-factor.ts';
import { stepOf } from './totp.ts';
import type { UserStore } from './user.ts';

/** What somebody sends as their second factor: one of these. */
export type GivenProof = { code?: string | null | undefined; recoveryCode?: string | null | undefined };

/** A proof by its method, and the input field that it came in. */
export type ReadProof = { method: SecondFactorMethod; field: keyof GivenProof; text: string };

/** Whether it is the person's. What is accepted once is never accepted again, also when the same is sent twice at once. */
export type CheckSecondFactor = (
  tx: Transaction,
  emit: (event: DomainEvent) => void,
  userId: string,
  proof: ReadProof,
) => Promise<boolean>;

export type SecondFactorCheckParts = {
  users: UserStore;
  totp: TotpStore;
  recoveryCodes: RecoveryCodeStore;
  mail: MailQueue;
  mails: AccountMails;
  seedSeal: ColumnSeal;
  clock: () => Date;
};

/** Null unless exactly one was given. */
export function readProof({ code, recoveryCode }: GivenProof): ReadProof | null {
  const given: ReadProof[] = [
    ...(typeof code === 'string' ? [{ method: 'totp', field: 'code', text: code } as const] : []),
    ...(typeof recoveryCode === 'string'
      ? [{ method: 'recovery_code', field: 'recoveryCode', text: recoveryCode } as const]
      : []),
  ];
  return given.length === 1 ? (given[0] ?? null) : null;
}

export function createSecondFactorCheck(parts: SecondFactorCheckParts): CheckSecondFactor {
  const { users, totp, recoveryCodes, mail, mails, seedSeal, clock } = parts;
  const checkCode = async (tx: Transaction, userId: string, code: string) => {
    const factor = await totp.findConfirmed(tx, userId);
    const step = factor && stepOf(await seedSeal.open(factor.id, factor.sealedSeed), code, clock());
    return factor !== null && step !== null && totp.useStep(tx, factor.id, step, clock());
  };
  return async (tx, emit, userId, { method, text }) => {
    if (method === 'totp') return checkCode(tx, userId, text);
    const hash = readRecoveryCode(text);
    const left = hash && (await recoveryCodes.use(tx, userId, hash, clock()));
    if (left === null) return false;
    const { email } = await users.getAccount(userId, tx);
    await mail.send(tx, mails.recoveryCodeUsed(email.address, left, clock()));
    emit({ type: 'user.recovery_code_used', subject: userId, data: { left } });
    return true;
  };
}
