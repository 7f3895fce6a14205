import { signRequest, type Caller } from '@conea/platform';
import { request } from 'undici';
import type { SubgraphTarget } from '../subgraphs.ts';

/** Asks a subgraph something beside GraphQL, for a caller when it is not the router's own question; answers the parsed JSON. Throws when there is no answer. */
export type AskSubgraph = (question: object, caller?: Caller) => Promise<unknown>;

export type SubgraphQuestion = {
  target: () => SubgraphTarget | undefined;
  path: string;
  timeout: number;
  /** What the router says it asks for, in place of a request's id. */
  purpose: string;
};

/** A signed `POST` to a path of a subgraph. */
export function createSubgraphQuestion({ target, path, timeout, purpose }: SubgraphQuestion): AskSubgraph {
  const router: Caller = { requestId: purpose, ip: null, userAgent: null, user: null };
  return async (question, caller = router) => {
    const asked = target();
    if (!asked) throw new Error(`the supergraph has no subgraph to ask ${path}`);
    const { name, url, key, tls } = asked;
    const body = JSON.stringify(question);
    const signing = key?.();
    const signature = signing && signRequest(signing, { subgraph: name, method: 'POST', path, body }, caller);
    const response = await request(new URL(path, url).href, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signature },
      body,
      signal: AbortSignal.timeout(timeout),
      ...(tls && { dispatcher: tls.dispatcher }),
    });
    const text = await response.body.text();
    if (response.statusCode !== 200) throw new Error(`${name} answered ${response.statusCode} to ${path}`);
    const answer: unknown = JSON.parse(text);
    return answer;
  };
}
