import { defaultTextMapGetter, defaultTextMapSetter, ROOT_CONTEXT, trace, type Context } from '@opentelemetry/api';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import type { IncomingHttpHeaders } from 'node:http';
import type { TracingConfig } from '../config/telemetry.ts';

const noHeaders: Readonly<Record<string, string>> = {};

/** How a trace comes from clients and goes to subgraphs (W3C Trace Context, W3C Baggage). */
export function createPropagation(config: TracingConfig['propagation']) {
  const { trace_context: hasTraceContext, baggage: hasBaggage, trust_clients: isTrusting } = config;
  const traceContext = new W3CTraceContextPropagator();
  const propagator = new CompositePropagator({
    propagators: [...(hasTraceContext ? [traceContext] : []), ...(hasBaggage ? [new W3CBaggagePropagator()] : [])],
  });
  return {
    /** The context in which a request begins, and the span of an untrusted client that it only points at. */
    fromClient: (headers: IncomingHttpHeaders) => {
      if (isTrusting) return { context: propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter), cause: null };
      if (!hasTraceContext || headers['traceparent'] === undefined) return { context: ROOT_CONTEXT, cause: null };
      const theirs = traceContext.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
      return { context: ROOT_CONTEXT, cause: trace.getSpanContext(theirs) ?? null };
    },
    toSubgraph: (context: Context | undefined): Readonly<Record<string, string>> => {
      if (!context) return noHeaders;
      const headers: Record<string, string> = {};
      propagator.inject(context, headers, defaultTextMapSetter);
      return headers;
    },
  };
}
