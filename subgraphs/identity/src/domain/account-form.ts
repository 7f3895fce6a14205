import { parseDisplayName } from './display-name.ts';
import { parseEmail, type Email } from './email.ts';
import type { CheckPassword } from './password-rules.ts';
import { userErrors, type InvalidInput, type WeakPassword } from './user-errors.ts';

/** What a new account is asked for; an organization only when the account comes with a new one. */
export type AccountInput = { email: string; name: string; password: string; organizationName?: string };

/** An account that may be created, or everything that is wrong with the input at once. */
export type AccountForm =
  | { isValid: true; email: Email; name: string; organizationName: string }
  | { isValid: false; errors: (InvalidInput | WeakPassword)[] };

/** Checks the input of a new account; without an organization its name is empty. */
export async function checkAccount(input: AccountInput, checkPassword: CheckPassword): Promise<AccountForm> {
  const email = parseEmail(input.email);
  const name = parseDisplayName(input.name);
  const organizationName = input.organizationName === undefined ? '' : parseDisplayName(input.organizationName);
  const weakness = await checkPassword(input.password, [input.name, ...input.email.slice(0, 320).split('@', 1)]);
  if (email && name !== null && organizationName !== null && weakness === null) {
    return { isValid: true, email, name, organizationName };
  }
  return {
    isValid: false,
    errors: [
      ...(email ? [] : [userErrors.noEmail()]),
      ...(name === null ? [userErrors.wrongName('name')] : []),
      ...(organizationName === null ? [userErrors.wrongName('organizationName')] : []),
      ...(weakness === null ? [] : [userErrors.weakPassword(weakness)]),
    ],
  };
}
