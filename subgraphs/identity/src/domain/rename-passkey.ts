import { isId, type Caller, type Effect, type Mutate } from '@conea/platform';
import { requireSession } from './create-api-key.ts';
import { parseDisplayName } from './display-name.ts';
import type { PasskeyStore } from './passkey.ts';
import { secondFactorErrors } from './second-factor-errors.ts';
import { userErrors, type InvalidInput, type NotFound } from './user-errors.ts';

/** Why a passkey is called as before; null when it has another name. */
export type RenamePasskeyOutcome = InvalidInput | NotFound | null;

/** Calls a passkey of the caller something else. */
export function createRenamePasskey({ mutate, passkeys }: { mutate: Mutate; passkeys: PasskeyStore }) {
  return (
    caller: Caller,
    { passkeyId, name: text }: { passkeyId: string; name: string },
  ): Promise<RenamePasskeyOutcome> => {
    const request = { action: 'passkey.rename', input: { passkeyId } };
    return mutate<RenamePasskeyOutcome>(caller, request, async (tx): Promise<Effect<RenamePasskeyOutcome>> => {
      const { id: userId } = requireSession(caller);
      const name = parseDisplayName(text);
      const refuse = (result: InvalidInput | NotFound) => ({ result, resource: null, isRefused: true });
      if (name === null) return refuse(userErrors.invalidInput('name', 'A name has 1 to 100 characters on one line.'));
      if (!isId('psk', passkeyId) || !(await passkeys.rename(tx, userId, passkeyId, name)))
        return refuse(secondFactorErrors.noSuchFactor('passkeyId'));
      return { result: null, resource: { type: 'Passkey', id: passkeyId } };
    });
  };
}
