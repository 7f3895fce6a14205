import { createLiveClient } from './live.js';

/** GraphiQL puts the parts of an answer together, but does not say in which format it knows them. */
export const inParts = 'multipart/mixed;incrementalSpec=v0.2, application/json';

/** For an answer to what the page asks by itself. */
const longestWait = 60_000;

/** Sends the operations of the editors with the credentials of the session; what the Headers editor says goes first. */
export function createExplorerFetcher({ endpoint, session, answers }) {
  const observedFetch = async (url, init) => {
    const response = await window.fetch(url, init);
    answers.ofResponse(response);
    return response;
  };
  const fetcherWith = (ownHeaders) =>
    GraphiQL.createFetcher({
      url: endpoint,
      wsClient: createLiveClient({ url: endpoint.replace(/^http/, 'ws'), session, headers: ownHeaders }),
      fetch: observedFetch,
      schemaFetcher: async (parameters, { headers } = {}) => sendTo(endpoint, parameters, headers),
    });
  return async (parameters, options = {}) => {
    const ownHeaders = lowerCased(options.headers);
    const fetcher = fetcherWith(ownHeaders);
    const headers = { accept: inParts, ...(await session.credentials()), ...ownHeaders };
    return observed(await fetcher(parameters, { ...options, headers }), answers);
  };
}

/** Sends one operation by itself. */
export async function sendTo(endpoint, body, headers = {}) {
  const response = await window.fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: window.AbortSignal.timeout(longestWait),
  });
  return response.json();
}

/** Results pass as they are, one or many. */
function observed(results, answers) {
  if (!results?.[Symbol.asyncIterator]) {
    answers.ofResult(results);
    return results;
  }
  const iterator = results[Symbol.asyncIterator]();
  const passing = {
    [Symbol.asyncIterator]: () => passing,
    next: async () => {
      const next = await iterator.next();
      for (const result of [next.value].flat()) answers.ofResult(result);
      return next;
    },
    return: (value) => iterator.return?.(value) ?? Promise.resolve({ done: true, value }),
    throw: (error) => iterator.throw?.(error) ?? Promise.reject(error),
  };
  return passing;
}

export function lowerCased(headers = {}) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
