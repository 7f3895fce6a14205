/** The subgraph answered, but what came is no GraphQL response. */
export class HttpFailure extends Error {
  readonly status: number;
  /** What `Retry-After` said, in milliseconds. */
  readonly retryAfter: number | null;

  constructor(status: number, retryAfter: string | string[] | undefined) {
    super(`the subgraph answered ${status} and no GraphQL response`);
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
