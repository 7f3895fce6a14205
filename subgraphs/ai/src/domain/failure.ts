import { APICallError } from '@ai-sdk/provider';

/** What a failed call means: for the same model (`again`), for another one (`next`), or for all of them (`final`). */
export type Failure = {
  what: 'again' | 'next' | 'final';
  /** Milliseconds to wait before the same model is tried again. */
  delay: number;
  /** Milliseconds for which the model is tried last. */
  cooldown: number;
  reason: string;
};

const second = 1_000;
const maxWait = 5 * second;
const retryable = new Set([408, 409, 429, 500, 502, 503, 504, 529]);
const wrongRequest = new Set([400, 413, 422]);
const spent = /insufficient_quota|billing_error|enforced_spend_limit/;

/** Classes an error of a provider. Quota, keys and unknown models are never tried again; a wait over 5 seconds is left to another model. */
export function classify(error: unknown, now = Date.now()): Failure {
  if (!APICallError.isInstance(error))
    return { what: 'again', delay: 0, cooldown: 5 * second, reason: 'CONNECTION_FAILED' };
  const { statusCode = 0, responseHeaders = {}, responseBody = '' } = error;
  if (spent.test(responseBody)) return { what: 'next', delay: 0, cooldown: 300 * second, reason: 'QUOTA_EXCEEDED' };
  if (wrongRequest.has(statusCode)) return { what: 'final', delay: 0, cooldown: 0, reason: 'REQUEST_REFUSED' };
  if (statusCode !== 0 && !retryable.has(statusCode))
    return { what: 'next', delay: 0, cooldown: 60 * second, reason: 'MODEL_REFUSED' };
  const wait = retryAfter(responseHeaders, now);
  const isShort = wait <= maxWait;
  return {
    what: isShort ? 'again' : 'next',
    delay: isShort ? wait : 0,
    cooldown: Math.max(wait, 5 * second),
    reason: `HTTP_${statusCode}`,
  };
}

/** `retry-after-ms`, or `retry-after` in seconds or as an HTTP date; 0 without one. */
function retryAfter(headers: Record<string, string>, now: number): number {
  const milliseconds = Number(headers['retry-after-ms']);
  if (Number.isFinite(milliseconds)) return Math.max(0, milliseconds);
  const value = headers['retry-after'];
  if (value === undefined) return 0;
  const seconds = Number(value);
  return Math.max(0, Number.isFinite(seconds) ? seconds * second : Date.parse(value) - now || 0);
}
