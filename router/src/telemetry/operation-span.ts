import { z } from 'zod';
import type { Running } from '../transport/running.ts';
import { watched } from '../transport/watched.ts';
import { untraced, type Facts, type Tracer } from './tracer.ts';

/** The span of an operation that is no HTTP request: it ends with the operation. */
export type OperationSpan = {
  run<Result>(work: () => Result): Result;
  follow(running: Running): Running;
  /** It was not executed. */
  fail(error: unknown): void;
};

/** `extensions` of the operation may carry `traceparent`, `tracestate` and `baggage`, as the router's own to subgraphs do. */
export type BeginOperationSpan = (extensions: unknown, facts: Facts) => OperationSpan;

const nothing: OperationSpan = { run: (work) => work(), follow: (running) => running, fail: () => undefined };
const traceHeaders = z
  .object({ traceparent: z.string(), tracestate: z.string().optional(), baggage: z.string().optional() })
  .catch({ traceparent: '' });

export function createOperationSpans(tracer: Tracer): BeginOperationSpan {
  if (tracer === untraced) return () => nothing;
  return (extensions, facts) => {
    const span = tracer.request(traceHeaders.parse(extensions), { ...facts, 'network.protocol.name': 'websocket' });
    return {
      run: span.run,
      follow: (running) => watched(running, () => span.end()),
      fail: (error) => span.end(error),
    };
  };
}
