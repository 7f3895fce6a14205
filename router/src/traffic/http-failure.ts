import { isObject } from '../engine/result.ts';

/** The subgraph answered, but with a status that is no GraphQL answer. */
export class HttpFailure extends Error {
  readonly status: number;
  /** What `Retry-After` said, in milliseconds. */
  readonly retryAfter: number | null;

  constructor(status: number, retryAfter: string | string[] | undefined) {
    super(`the subgraph answered ${status}`);
    this.status = status;
    const seconds = typeof retryAfter === 'string' ? Number(retryAfter) : Number.NaN;
    this.retryAfter = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
  }
}

const isTransient = (status: number) => status === 429 || (status >= 502 && status <= 504);
const transientCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT']);

/** Whether the same request may well succeed when it is sent again. */
export function isWorthRetrying(error: unknown): boolean {
  if (error instanceof HttpFailure) return isTransient(error.status);
  return isObject(error) && typeof error['code'] === 'string' && transientCodes.has(error['code']);
}
