/** The last answer with a cost, or with budget headers: what the cost panel shows. */
export function createAnswers() {
  const listeners = new Set();
  let last = null;
  const remember = (next) => {
    last = { ...last, ...next };
    for (const listener of listeners) listener();
  };
  return {
    last: () => last,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ofResponse: (response) => {
      const headers = ['ratelimit', 'ratelimit-policy', 'retry-after']
        .map((name) => [name, response.headers.get(name)])
        .filter(([, value]) => value !== null);
      remember({ headers });
    },
    ofResult: (result) => {
      const code = result?.errors?.find(({ extensions }) => isRefusal(extensions?.code))?.extensions.code ?? null;
      const cost = result?.extensions?.cost ?? null;
      if (cost || code) remember({ cost, code });
    },
  };
}

const isRefusal = (code) => code === 'RATE_LIMITED' || code === 'COST_ESTIMATED_TOO_EXPENSIVE';
