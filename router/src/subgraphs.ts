import { signRequest, type Caller, type RouterKey } from '@conea/platform';
import type { GraphQLFormattedError } from 'graphql';
import { Pool, type Dispatcher } from 'undici';
import { z } from 'zod';
import { trafficOf, type SubgraphTraffic, type TrafficShapingConfig } from './config/traffic-shaping.ts';
import { isObject, type JsonObject } from './engine/result.ts';
import { createCircuitBreaker, type BreakerState } from './traffic/circuit-breaker.ts';
import { createGate, GateFull } from './traffic/gate.ts';
import { HttpFailure } from './traffic/http-failure.ts';
import { createRetry } from './traffic/retry.ts';
import { createRetryBudget } from './traffic/retry-budget.ts';

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
export type SubgraphResponse = {
  data: JsonObject | null;
  errors: GraphQLFormattedError[];
  /** Of an answer that comes from the subgraph itself and not from a cache before it. */
  cacheControl?: string | null;
};

type Received = { text: string; cacheControl: string | null };

/** The only way out to the subgraphs. A failure is an answer with errors, never a rejection. */
export type Subgraphs = {
  fetch(request: SubgraphRequest): Promise<SubgraphResponse>;
  close(): Promise<void>;
};

export type SubgraphTarget = { name: string; url: string; key: RouterKey | null };

export type SubgraphsOptions = {
  traffic: TrafficShapingConfig;
  onFailure(failure: { subgraph: string; error: unknown }): void;
  /** One request over the network, whatever it answered: `status` null when nothing came, `seconds` until its last byte. */
  onExchange(exchange: { subgraph: string; status: number | null; seconds: number }): void;
  onBreakerChange(change: { subgraph: string; state: BreakerState }): void;
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

/** The circuit breaker is open. */
class CircuitOpen extends Error {}

function createClient(target: SubgraphTarget, options: SubgraphsOptions) {
  const { traffic, onFailure, onBreakerChange, onExchange } = options;
  const { name } = target;
  const settings = trafficOf(traffic, name);
  const { timeout, max_concurrent_requests: max, max_waiting_requests: maxWaiting } = settings;
  const { send, close } = openPool(target, settings, onExchange);
  const onChange = (state: BreakerState) => onBreakerChange({ subgraph: name, state });
  const breaker = createCircuitBreaker({ config: settings.circuit_breaker, onChange });
  const gate = createGate({ max, maxWaiting });
  const retry = createRetry(settings.retry, createRetryBudget(settings.retry));
  const inFlight = new Map<string, Promise<Received>>();

  const attempt = async (request: SubgraphRequest): Promise<Received> => {
    if (!breaker.admits()) throw new CircuitOpen(`the circuit to ${name} is open`);
    try {
      const received = await gate.pass(request.signal, () => send(request));
      breaker.report(true);
      return received;
    } catch (error) {
      if (saysNothing(error)) breaker.withdraw();
      else breaker.report(isHealthy(error));
      throw error;
    }
  };
  const deliver = (request: SubgraphRequest, signal: AbortSignal): Promise<Received> => {
    const limited = { ...request, signal };
    return request.isShareable ? retry(() => attempt(limited), signal) : attempt(limited);
  };
  const deliverAlone = (request: SubgraphRequest): Promise<Received> =>
    deliver(request, AbortSignal.any([request.signal, AbortSignal.timeout(timeout)]));
  /** Callers that may see the same share one request, which goes on when the first of them leaves; each parses the text, since its data is merged into a response of its own. */
  const share = (request: SubgraphRequest): Promise<Received> => {
    const id = `${identityOf(request.caller)}\n${request.body}`;
    const running = inFlight.get(id);
    if (running) return running;
    const sent = deliver(request, AbortSignal.timeout(timeout)).finally(() => inFlight.delete(id));
    inFlight.set(id, sent);
    return sent;
  };
  return {
    fetch: async (request: SubgraphRequest): Promise<SubgraphResponse> => {
      try {
        return parseResponse(name, await (request.isShareable ? share(request) : deliverAlone(request)));
      } catch (error) {
        if (!(error instanceof CircuitOpen)) onFailure({ subgraph: name, error });
        return failed(name, codeOf(error));
      }
    },
    close,
  };
}

function openPool(
  { name, url, key }: SubgraphTarget,
  settings: SubgraphTraffic,
  onExchange: SubgraphsOptions['onExchange'],
) {
  const { timeout, max_concurrent_requests, max_response_bytes } = settings;
  const { origin, pathname, search } = new URL(url);
  const path = pathname + search;
  const pool = new Pool(origin, {
    connections: max_concurrent_requests,
    pipelining: 1,
    keepAliveTimeout: 60_000,
    headersTimeout: timeout,
    bodyTimeout: timeout,
    maxResponseSize: max_response_bytes,
  });
  const exchange = async ({ body, caller, signal }: SubgraphRequest) => {
    const request = { subgraph: name, method: 'POST' as const, path, body };
    const signature = key ? signRequest(key, request, caller) : {};
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      'x-request-id': caller.requestId,
      ...signature,
    };
    const response = await pool.request({ method: 'POST', path, body, headers, signal });
    return { response, text: await response.body.text() };
  };
  const observe = (startedAt: number, status: number | null) =>
    onExchange({ subgraph: name, status, seconds: (performance.now() - startedAt) / 1_000 });
  const send = async (request: SubgraphRequest): Promise<Received> => {
    const startedAt = performance.now();
    const { response, text } = await exchange(request).catch((error: unknown) => {
      observe(startedAt, null);
      throw error;
    });
    observe(startedAt, response.statusCode);
    const isAnswer = response.statusCode < 500 && response.statusCode !== 429 && text.startsWith('{');
    if (isAnswer) return { text, cacheControl: cacheControlOf(response) };
    throw new HttpFailure(response.statusCode, response.headers['retry-after']);
  };
  return { send, close: () => pool.close() };
}

function cacheControlOf({ statusCode, headers }: Dispatcher.ResponseData): string | null {
  const value = headers['cache-control'];
  return statusCode === 200 && headers['age'] === undefined ? [value ?? []].flat().join(',') : null;
}

/** Requests that their caller gave up, or that were not sent, say nothing about the subgraph. */
function saysNothing(error: unknown): boolean {
  return error instanceof GateFull || (isObject(error) && error['name'] === 'AbortError');
}

function isHealthy(error: unknown): boolean {
  // One client that asks for too much must not keep the others away.
  if (isObject(error) && error['code'] === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return true;
  return error instanceof HttpFailure && error.status < 500 && error.status !== 429;
}

/** Everything about a caller that can change an answer. */
function identityOf({ user }: Caller): string {
  return user ? `${user.id} ${user.organizationId} ${user.sessionId} ${user.role} ${user.scopes.join(' ')}` : '';
}

function codeOf(error: unknown): string {
  if (error instanceof CircuitOpen) return 'CIRCUIT_BREAKER_OPEN';
  if (error instanceof GateFull) return 'REQUEST_CONCURRENCY_LIMITED';
  const name = isObject(error) ? error['name'] : '';
  const isTimeout = name === 'TimeoutError' || name === 'HeadersTimeoutError' || name === 'BodyTimeoutError';
  return isTimeout ? 'GATEWAY_TIMEOUT' : 'SUBREQUEST_HTTP_ERROR';
}

function failed(service: string, code: string): SubgraphResponse {
  const message = `The service \`${service}\` did not answer.`;
  return { data: null, errors: [{ message, extensions: { code, service } }] };
}

const pathShape = z.array(z.union([z.string(), z.number()]));

function parseResponse(service: string, { text, cacheControl }: Received): SubgraphResponse {
  const response: unknown = JSON.parse(text);
  if (!isObject(response) || (!isObject(response['data']) && !Array.isArray(response['errors']))) {
    throw new Error('the answer is not a GraphQL response');
  }
  const { data, errors } = response;
  return {
    data: isObject(data) ? data : null,
    errors: Array.isArray(errors) ? errors.map((error: unknown) => parseError(service, error)) : [],
    cacheControl,
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
