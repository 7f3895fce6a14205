import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';

export type Sent = { method?: string; path?: string; headers?: Record<string, string | string[]>; body?: string };
export type Answer = { status: number; text: string; json: unknown };

/** A GraphQL endpoint, asked without any of the kindness of a GraphQL client. */
export type Target = {
  url: URL;
  send(sent: Sent): Promise<Answer>;
  /** A POST of one operation. */
  ask(query: string, headers?: Sent['headers']): Promise<Answer>;
};

const timeout = 10_000;

export function createTarget(address: string): Target {
  const url = new URL(address);
  const send = async ({ method = 'POST', path = url.pathname + url.search, headers = {}, body }: Sent) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const asked = request(new URL(path, url), { method, headers, signal: AbortSignal.timeout(timeout) }, (response) => {
      text(response).then(
        (answer) => resolve({ status: response.statusCode ?? 0, text: answer, json: parse(answer) }),
        reject,
      );
    });
    asked.on('error', reject).end(body);
    return promise;
  };
  const ask: Target['ask'] = (query, headers = {}) =>
    send({ headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) });
  return { url, send, ask };
}

function parse(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return null;
  }
}
