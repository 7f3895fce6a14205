/** The id of the trace in which a call is made (W3C Trace Context, `traceparent`), for the log; null for one that says none. */
export function traceIdOf(traceparent: unknown): string | null {
  const id =
    typeof traceparent === 'string' && /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}/.exec(traceparent)?.[1];
  return id || null;
}
