import { createCopies } from './copies.js';
import { createRenewal } from './renewal.js';
import { createSignIn } from './sign-in-steps.js';
import { claimsOf, tokensOf } from './tokens.js';

const storageKey = 'conea-explorer-session';
const anonymous = { kind: 'anonymous' };
const ended = { ...anonymous, notice: 'The session has ended. Sign in again.' };

/**
 * Who the explorer is signed in as: an anonymous visitor, the holder of tokens, or of an API key. It lives in this tab
 * (`sessionStorage`) and is gone with it. Listeners hear whether credentials were `renewed` or those of somebody else took their place
 * (`replaced`).
 */
export function createSession({ signIn: operations, apiKeyHeader }, send) {
  const listeners = new Set();
  let state = restore();

  const become = (next, change = 'replaced') => {
    state = next;
    if (next.kind === 'anonymous') window.sessionStorage.removeItem(storageKey);
    else window.sessionStorage.setItem(storageKey, JSON.stringify(next));
    renewal.plan();
    for (const listener of listeners) listener(change);
  };
  const goOn = (tokens) => {
    if (tokens === null) return become(ended);
    // Where refresh tokens do not rotate, no other one comes.
    become({ ...state, ...tokens, refreshToken: tokens.refreshToken ?? state.refreshToken }, 'renewed');
  };
  const copies = createCopies((refreshToken, tokens) => {
    if (state.kind === 'token' && state.refreshToken === refreshToken) goOn(tokens);
  });
  const renew = () => {
    const renewed = state;
    return copies.inTurn(async () => {
      // Another tab was faster.
      if (state !== renewed) return;
      const { refreshToken, endsAt } = renewed;
      const { data, errors } = await send({ query: operations.refresh, variables: { refreshToken } });
      if (state !== renewed) return;
      const tokens = tokensOf(data);
      if (!tokens && errors && Date.now() < endsAt) throw new Error('not renewed for now');
      copies.tell(refreshToken, tokens);
      goOn(tokens);
    });
  };
  const renewal = createRenewal({
    dueAt: () => (operations?.refresh && state.refreshToken && state.renewAt) || null,
    renew,
  });
  const credentials = () => {
    if (state.kind === 'token') return { authorization: `Bearer ${state.accessToken}` };
    return state.kind === 'apiKey' ? { [apiKeyHeader]: state.apiKey } : {};
  };

  renewal.plan();
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** The headers of the next request, and the payload of `connection_init`. */
    credentials: async () => {
      await renewal.ifDue();
      return credentials();
    },
    ...createSignIn(operations, send, become),
    useToken: (text) => {
      const accessToken = text.trim().replace(/^Bearer\s+/i, '');
      const name = claimsOf(accessToken).sub ?? 'Holder of a token';
      become({ kind: 'token', name, detail: 'Pasted token', accessToken });
    },
    useApiKey: (text) =>
      become({ kind: 'apiKey', apiKey: text.trim(), name: 'API key', detail: `${text.trim().slice(0, 8)}…` }),
    signOut: async () => {
      const headers = credentials();
      const { refreshToken } = state;
      become(anonymous);
      if (!refreshToken || !operations?.signOut) return;
      copies.tell(refreshToken, null);
      await send({ query: operations.signOut }, headers).catch(() => undefined);
    },
  };
}

function restore() {
  try {
    return JSON.parse(window.sessionStorage.getItem(storageKey)) ?? anonymous;
  } catch {
    return anonymous;
  }
}
