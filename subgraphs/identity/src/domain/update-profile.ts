import type { Caller, Mutate } from '@conea/platform';
import { requireSession } from './create-api-key.ts';
import { parseDisplayName } from './display-name.ts';
import type { UserStore } from './user.ts';
import { userErrors, type InvalidInput } from './user-errors.ts';

/** Changes what the caller is called, in every organization; null when it has changed. Throws FORBIDDEN for a caller with a key. */
export function createUpdateProfile({ mutate, users }: { mutate: Mutate; users: UserStore }) {
  return (caller: Caller, text: string): Promise<InvalidInput | null> => {
    const request = { action: 'user.update_profile', input: { name: text } };
    return mutate<InvalidInput | null>(caller, request, async (tx, emit) => {
      const { id } = requireSession(caller);
      const resource = { type: 'User', id };
      const name = parseDisplayName(text);
      if (name === null) {
        const result = userErrors.wrongName('name');
        return { result, resource, isRefused: true };
      }
      await users.rename(tx, id, name);
      emit({ type: 'user.renamed', subject: id, data: {} });
      return { result: null, resource };
    });
  };
}
