import { signRequest, type Caller, type RouterKey } from '@conea/platform';
import type { GraphQLFormattedError } from 'graphql';
import { Pool } from 'undici';
import { z } from 'zod';
import { isObject, type JsonObject } from './engine/result.ts';

export type SubgraphRequest = {
  subgraph: string;
  /** The JSON body of a GraphQL request. */
  body: string;
  caller: Caller;
  signal: AbortSignal;
  /** Whether an identical request in flight may answer this one too: never a mutation. */
  isShareable: boolean;
};

/** What came back, or what stands for it when nothing usable did. */
export type SubgraphResponse = { data: JsonObject | null; errors: GraphQLFormattedError[] };

/** The only way out to the subgraphs. A failure is an answer with errors, never a rejection. */
export type Subgraphs = {
  fetch(request: SubgraphRequest): Promise<SubgraphResponse>;
  close(): Promise<void>;
};

export type SubgraphTarget = { name: string; url: string; key: RouterKey | null };

export type SubgraphsOptions = {
  /** Milliseconds a subgraph may take for one answer; default 10,000. */
  timeout?: number;
  /** Connections to one subgraph; default 64. */
  connections?: number;
  onFailure(failure: { subgraph: string; error: unknown }): void;
};

/** Opens keep-alive pools to the subgraphs. */
export function createSubgraphs(targets: readonly SubgraphTarget[], options: SubgraphsOptions): Subgraphs {
  const clients = new Map(targets.map((target) => [target.name, createClient(target, options)]));
  return {
    fetch: async (request) =>
      clients.get(request.subgraph)?.fetch(request) ?? failed(request.subgraph, 'SUBGRAPH_NOT_FOUND'),
    close: async () => {
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}

function createClient(
  { name, url, key }: SubgraphTarget,
  { timeout = 10_000, connections = 64, onFailure }: SubgraphsOptions,
) {
  const { origin, pathname, search } = new URL(url);
  const path = pathname + search;
  const pool = new Pool(origin, {
    connections,
    pipelining: 1,
    keepAliveTimeout: 60_000,
    headersTimeout: timeout,
    bodyTimeout: timeout,
  });
  const inFlight = new Map<string, Promise<string>>();

  const send = async ({ body, caller, signal }: SubgraphRequest): Promise<string> => {
    const request = { subgraph: name, method: 'POST' as const, path, body };
    const signature = key ? signRequest(key, request, caller) : {};
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      'x-request-id': caller.requestId,
      ...signature,
    };
    const response = await pool.request({ method: 'POST', path, body, headers, signal });
    const text = await response.body.text();
    if (response.statusCode < 500 && text.startsWith('{')) return text;
    throw new HttpFailure(response.statusCode);
  };
  /** Callers that may see the same share one request; each parses the text, since its data is merged into a response of its own. */
  const share = (request: SubgraphRequest): Promise<string> => {
    const id = `${identityOf(request.caller)}\n${request.body}`;
    const running = inFlight.get(id);
    if (running) return running;
    const signal = AbortSignal.timeout(timeout);
    const sent = send({ ...request, signal }).finally(() => inFlight.delete(id));
    inFlight.set(id, sent);
    return sent;
  };
  return {
    fetch: async (request: SubgraphRequest): Promise<SubgraphResponse> => {
      try {
        return parseResponse(name, await (request.isShareable ? share(request) : send(request)));
      } catch (error) {
        onFailure({ subgraph: name, error });
        return failed(name, codeOf(error));
      }
    },
    close: () => pool.close(),
  };
}

class HttpFailure extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the subgraph answered ${status}`);
    this.status = status;
  }
}

/** Everything about a caller that can change an answer. */
function identityOf({ user }: Caller): string {
  return user ? `${user.id} ${user.organizationId} ${user.sessionId} ${user.role} ${user.scopes.join(' ')}` : '';
}

function codeOf(error: unknown): string {
  const name = isObject(error) ? error['name'] : '';
  const isTimeout = name === 'TimeoutError' || name === 'HeadersTimeoutError' || name === 'BodyTimeoutError';
  return isTimeout ? 'GATEWAY_TIMEOUT' : 'SUBREQUEST_HTTP_ERROR';
}

function failed(service: string, code: string): SubgraphResponse {
  const message = `The service \`${service}\` did not answer.`;
  return { data: null, errors: [{ message, extensions: { code, service } }] };
}

const pathShape = z.array(z.union([z.string(), z.number()]));

function parseResponse(service: string, text: string): SubgraphResponse {
  const response: unknown = JSON.parse(text);
  if (!isObject(response) || (!isObject(response['data']) && !Array.isArray(response['errors']))) {
    throw new Error('the answer is not a GraphQL response');
  }
  const { data, errors } = response;
  return {
    data: isObject(data) ? data : null,
    errors: Array.isArray(errors) ? errors.map((error: unknown) => parseError(service, error)) : [],
  };
}

const unexpected = 'INTERNAL_SERVER_ERROR';

/** A message passes only with a code that says it is meant for clients. */
function parseError(service: string, error: unknown): GraphQLFormattedError {
  const { message, path, extensions } = isObject(error) ? error : {};
  const parsedPath = pathShape.safeParse(path);
  const code = isObject(extensions) && typeof extensions['code'] === 'string' ? extensions['code'] : unexpected;
  const isForClients = code !== unexpected && typeof message === 'string';
  return {
    message: isForClients ? message : 'Unexpected error',
    ...(parsedPath.success && { path: parsedPath.data }),
    extensions: { ...(isForClients && isObject(extensions) && withoutStack(extensions)), code, service },
  };
}

function withoutStack(extensions: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(extensions).filter(([key]) => key !== 'stacktrace' && key !== 'exception'));
}
