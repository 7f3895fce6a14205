import { findWeakness } from './password-policy.ts';

/** Whether a password is known to have leaked; false when nobody can tell. */
export type IsBreached = (password: string) => Promise<boolean>;

/** Why a password is refused, or null; `ownWords` are the owner's name and address. */
export type CheckPassword = (password: string, ownWords: readonly string[]) => Promise<string | null>;

/** Judges new passwords: by the local rules always, and by what has leaked when it can be asked. */
export function createPasswordRules(isBreached: IsBreached): CheckPassword {
  return async (password, ownWords) => {
    const weakness = findWeakness(password, ownWords);
    if (weakness !== null) return weakness;
    const isLeaked = await isBreached(password.normalize('NFKC'));
    return isLeaked ? 'The password has leaked somewhere and will be guessed. Choose another one.' : null;
  };
}
