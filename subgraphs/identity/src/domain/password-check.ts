import type { Caller, Transaction } from '@conea/platform';
import { parseEmail } from './email.ts';
import type { Fingerprint } from './fingerprint.ts';
import { networkOf } from './network.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { Admission } from './throttle.ts';
import type { Credentials, UserStore } from './user.ts';
import { userErrors, type InvalidCredentials, type TooManyAttempts } from './user-errors.ts';

/** What is needed of the stored attempts. */
export type AttemptStore = {
  /** Counts an attempt as failed before it is made, so that parallel guesses are counted too; `free`: how many may fail, ten if it is left out. */
  admit(account: Buffer, network: string, now: Date, free?: number): Promise<Admission>;
  forget(account: Buffer, network: string): Promise<void>;
  /** Deletes what the throttle no longer looks at; answers how many. */
  deleteForgotten(now: Date): Promise<number>;
};

/** Whether somebody knows the password of an account; `rehash` is there when the stored hash is weaker than today's. */
export type Verdict =
  | { isCorrect: true; user: Credentials; rehash: ((tx: Transaction) => Promise<unknown>) | null }
  | { isCorrect: false; user: Credentials | null; error: InvalidCredentials | TooManyAttempts };

export type PasswordCheckParts = {
  users: UserStore;
  attempts: AttemptStore;
  passwords: PasswordHasher;
  fingerprint: Fingerprint;
  clock: () => Date;
};

/** Checks credentials. Unknown and malformed addresses are throttled, hashed and refused like known ones. */
export function createPasswordCheck({ users, attempts, passwords, fingerprint, clock }: PasswordCheckParts) {
  return async (caller: Caller, input: { email: string; password: string }): Promise<Verdict> => {
    const email = parseEmail(input.email);
    const account = fingerprint('account', email?.key ?? input.email);
    const network = networkOf(caller.ip);
    const admission = await attempts.admit(account, network, clock());
    if (!admission.isAdmitted) {
      return { isCorrect: false, user: null, error: userErrors.tooManyAttempts(admission.retryAt) };
    }
    const user = await users.findCredentials(email?.key ?? '');
    const stored = user?.passwordHash ?? null;
    const { isCorrect, isOutdated } = await passwords.verify(input.password, stored);
    if (!isCorrect || !user || stored === null)
      return { isCorrect: false, user, error: userErrors.invalidCredentials() };
    await attempts.forget(account, network);
    if (!isOutdated) return { isCorrect, user, rehash: null };
    const hash = await passwords.hash(input.password);
    return { isCorrect, user, rehash: (tx) => users.replacePasswordHash(tx, user.id, stored, hash) };
  };
}
