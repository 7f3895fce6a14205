import { isObject } from '../engine/result.ts';

/** The subgraph answered, but with a status that is no GraphQL answer. */
export class HttpFailure extends Error {
  readonly status: number;
  /** What `Retry-After` said, in milliseconds. */
  readonly retryAfter: number | null;

  constructor(status: number, retryAfter: string | string[] | undefined) {
    super(`the subgraph answered ${status}`);
    this.status = status;
    this.retryAfter = typeof retryAfter === 'string' ? parseRetryAfter(retryAfter) : null;
  }
}

/** Seconds or a date (RFC 9110, section 10.2.3); null for anything else. */
function parseRetryAfter(value: string): number | null {
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const date = /GMT$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}

const isTransient = (status: number) => status === 429 || (status >= 502 && status <= 504);
const transientCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT']);

/** Whether the same request may well succeed when it is sent again. */
export function isWorthRetrying(error: unknown): boolean {
  if (error instanceof HttpFailure) return isTransient(error.status);
  return isObject(error) && typeof error['code'] === 'string' && transientCodes.has(error['code']);
}
