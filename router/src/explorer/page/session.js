const storageKey = 'conea-explorer-session';
const anonymous = { kind: 'anonymous' };
/** A token is renewed when it has less than this left. */
const renewalMargin = 60_000;
const longestTimer = 2 ** 31 - 1;

/** The first value that stands under this key, however deep. */
export function findNamed(value, name) {
  if (typeof value !== 'object' || value === null) return null;
  if (!Array.isArray(value) && value[name] != null) return value[name];
  for (const item of Object.values(value)) {
    const found = findNamed(item, name);
    if (found !== null) return found;
  }
  return null;
}

/**
 * Who the explorer is signed in as: an anonymous visitor, the holder of tokens, or of an API key. It lives in this tab alone
 * (`sessionStorage`) and is gone with it.
 */
export function createSession({ signIn: operations, apiKeyHeader }, send) {
  const listeners = new Set();
  let state = restore();
  let renewal = null;
  let timer;

  const become = (next) => {
    state = next;
    if (next.kind === 'anonymous') window.sessionStorage.removeItem(storageKey);
    else window.sessionStorage.setItem(storageKey, JSON.stringify(next));
    plan();
    for (const listener of listeners) listener();
  };
  const plan = () => {
    window.clearTimeout(timer);
    if (!canRenew()) return;
    const wait = Math.max(0, Date.parse(state.expiresAt) - renewalMargin - Date.now());
    timer = window.setTimeout(() => void renewIfNeeded(), Math.min(wait, longestTimer));
  };
  const canRenew = () => Boolean(operations?.refresh && state.refreshToken && state.expiresAt);
  const isEnding = () => Date.parse(state.expiresAt) - renewalMargin <= Date.now();

  const renew = async () => {
    const renewed = state;
    const { data } = await send({ query: operations.refresh, variables: { refreshToken: renewed.refreshToken } });
    if (state !== renewed) return;
    const tokens = tokensOf(data);
    if (tokens === null) return become({ ...anonymous, notice: 'The session has ended. Sign in again.' });
    become({ ...renewed, ...tokens });
  };
  const renewIfNeeded = () => {
    if (!canRenew() || !isEnding()) return renewal;
    // Without an answer the old token is used to its end.
    renewal ??= renew()
      .catch(() => undefined)
      .finally(() => (renewal = null));
    return renewal;
  };

  const credentials = () => {
    if (state.kind === 'token') return { authorization: `Bearer ${state.accessToken}` };
    return state.kind === 'apiKey' ? { [apiKeyHeader]: state.apiKey } : {};
  };
  plan();
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** The headers of the next request, and the payload of `connection_init`. */
    credentials: async () => {
      await renewIfNeeded();
      return credentials();
    },
    /** Answers why nobody is signed in, or null. */
    signIn: async (email, password) => {
      const answer = await send({ query: operations.operation, variables: { email, password } });
      const tokens = tokensOf(answer.data);
      if (tokens === null) return findNamed(answer, 'message') ?? 'Nobody was signed in.';
      const user = findNamed(answer.data, 'user');
      become({ kind: 'token', name: user?.name ?? email, detail: email, ...tokens });
      return null;
    },
    useToken: (text) => {
      const accessToken = text.trim().replace(/^Bearer\s+/i, '');
      become({
        kind: 'token',
        accessToken,
        name: subjectOf(accessToken) ?? 'Holder of a token',
        detail: 'Pasted token',
      });
    },
    useApiKey: (text) =>
      become({ kind: 'apiKey', apiKey: text.trim(), name: 'API key', detail: `${text.trim().slice(0, 8)}…` }),
    signOut: async () => {
      const headers = credentials();
      const endsSession = state.kind === 'token' && Boolean(state.refreshToken) && Boolean(operations?.signOut);
      become(anonymous);
      if (endsSession) await send({ query: operations.signOut }, headers).catch(() => undefined);
    },
  };
}

function tokensOf(data) {
  const accessToken = findNamed(data, 'accessToken');
  if (typeof accessToken !== 'string') return null;
  return {
    accessToken,
    expiresAt: findNamed(data, 'accessTokenExpiresAt'),
    refreshToken: findNamed(data, 'refreshToken'),
  };
}

function restore() {
  try {
    return JSON.parse(window.sessionStorage.getItem(storageKey)) ?? anonymous;
  } catch {
    return anonymous;
  }
}

/** Of a JWT, to show it: nothing is trusted here, the router verifies. */
function subjectOf(token) {
  try {
    return JSON.parse(window.atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'))).sub ?? null;
  } catch {
    return null;
  }
}
