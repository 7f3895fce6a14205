import { isObject } from '../engine/result.ts';
import type { SubgraphResponse } from '../subgraphs.ts';
import { GateFull } from './gate.ts';
import { HttpFailure } from './http-failure.ts';
import { OperationTimeout } from './operation-timeout.ts';

/** Why a request has no answer, and what that says. */
export type Failure = {
  /** For clients. */
  code: string;
  /** What it tells of the subgraph; null: nothing, since it was not asked, or not to the end. */
  isHealthy: boolean | null;
  /** Whether the same request may well succeed when it is sent again. */
  isTransient: boolean;
};

/** The circuit breaker is open. */
export class CircuitOpen extends Error {}

const lostConnection = new Set<unknown>([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const timeouts = new Set<unknown>(['TimeoutError', 'HeadersTimeoutError', 'BodyTimeoutError']);
/** Something answered, or was not heard to the end because nobody waits for it any longer. */
const answered = new Set<unknown>(['ResponseExceededMaxSizeError', 'HTTPParserError', 'AbortError']);
/** Statuses for what one request asks or who asks it: one client must not keep the others away. */
const ofOneRequest = new Set([400, 401, 403, 413, 414, 422, 431]);

export function failureOf(error: unknown): Failure {
  if (error instanceof CircuitOpen) return { code: 'CIRCUIT_BREAKER_OPEN', isHealthy: null, isTransient: false };
  if (error instanceof GateFull) return { code: 'REQUEST_CONCURRENCY_LIMITED', isHealthy: null, isTransient: false };
  if (error instanceof OperationTimeout) return { code: 'GATEWAY_TIMEOUT', isHealthy: null, isTransient: false };
  if (error instanceof HttpFailure) return failureOfStatus(error.status);
  const { name, code } = isObject(error) ? error : {};
  if (timeouts.has(name)) return { code: 'GATEWAY_TIMEOUT', isHealthy: false, isTransient: false };
  return {
    code: answered.has(name) ? 'SUBREQUEST_HTTP_ERROR' : 'SUBGRAPH_UNAVAILABLE',
    isHealthy: healthOf(name, code),
    isTransient: lostConnection.has(code),
  };
}

function failureOfStatus(status: number): Failure {
  const code = status < 400 ? 'SUBREQUEST_MALFORMED_RESPONSE' : 'SUBREQUEST_HTTP_ERROR';
  const isTransient = status < 300 || status === 429 || (status >= 502 && status <= 504);
  return { code, isHealthy: ofOneRequest.has(status), isTransient };
}

function healthOf(name: unknown, code: unknown): boolean | null {
  if (name === 'AbortError') return null;
  return code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
}

/** What stands for the answer of a service that gave none. */
export function noAnswer(service: string, code: string): SubgraphResponse {
  const message = `The service \`${service}\` did not answer.`;
  return { data: null, errors: [{ message, extensions: { code, service } }], isUnanswered: true };
}
