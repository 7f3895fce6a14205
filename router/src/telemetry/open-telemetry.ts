import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context, type SpanContext } from '@opentelemetry/api';
import {
  defaultResource,
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceNameEnvDetector,
} from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type Sampler,
} from '@opentelemetry/sdk-trace';
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { TracingConfig } from '../config/telemetry.ts';
import { createPropagation } from './propagation.ts';
import { createSpanQueue, type SpanQueueOptions } from './span-queue.ts';
import { failureCodeOf } from './failure-code.ts';
import { untraced, type Span, type SpanStart, type Tracer } from './tracer.ts';

/** Of the texts in a span; a client chooses the names of its operations. */
const maxTextLength = 256;
/** How long a stopping router waits for its collector. */
const closeTime = 2_000;
const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT } as const;

const failed = { code: SpanStatusCode.ERROR } as const;

export type TracerOptions = Omit<SpanQueueOptions, 'config'> & { config: TracingConfig };

/** Traces with OpenTelemetry, or not at all. Which span is around is known by the asynchronous context. */
export function createTracer({ config, ...options }: TracerOptions): Tracer {
  if (!config.otlp.enabled) return untraced;
  const provider = new TracerProvider({
    resource: resourceOf(config.common),
    sampler: samplerOf(config.common),
    spanLimits: { attributeValueLengthLimit: maxTextLength },
    spanProcessors: [createSpanQueue({ config: config.otlp, ...options })],
  });
  const tracer = provider.getTracer('conea-router');
  const around = new AsyncLocalStorage<Context>();
  const { fromClient, toSubgraph } = createPropagation(config.propagation);

  const spanAround = () => trace.getSpan(around.getStore() ?? ROOT_CONTEXT);
  const begin = (
    name: string,
    parent: Context,
    { kind, facts }: SpanStart = {},
    cause: SpanContext | null = null,
  ): Span => {
    const span = tracer.startSpan(
      name,
      {
        kind: kind ? kinds[kind] : SpanKind.INTERNAL,
        ...(facts && { attributes: facts }),
        ...(cause && { links: [{ context: cause }] }),
      },
      parent,
    );
    const context = trace.setSpan(parent, span);
    return {
      run: (work) => around.run(context, work),
      note: (more) => void span.setAttributes(more),
      end: (error) => {
        if (error !== undefined) span.setStatus(failed).setAttribute('error.type', failureCodeOf(error));
        span.end();
      },
      traceId: span.spanContext().traceId,
      isRecording: span.isRecording(),
    };
  };
  const inSpan: Tracer['inSpan'] = (name, work, start = {}) => {
    const parent = around.getStore();
    // What is below a request that is not traced is not traced either.
    if (!parent || !(start.isOwnTrace || trace.getSpan(parent)?.isRecording())) return work();
    const span = start.isOwnTrace
      ? begin(name, ROOT_CONTEXT, start, trace.getSpanContext(parent) ?? null)
      : begin(name, parent, start);
    try {
      const result = span.run(work);
      if (result instanceof Promise) result.then(() => span.end(), span.end);
      else span.end();
      return result;
    } catch (error) {
      span.end(error);
      throw error;
    }
  };
  return {
    inSpan,
    request: (headers) => {
      const { context, cause } = fromClient(headers);
      return begin('router', context, { kind: 'server' }, cause);
    },
    wrap:
      (name, work, startOf) =>
      (...args) =>
        inSpan(name, () => work(...args), startOf?.(...args)),
    note: (facts) => void spanAround()?.setAttributes(facts),
    fail: (code) => void spanAround()?.setStatus(failed).setAttribute('error.type', code),
    headers: () => toSubgraph(around.getStore()),
    close: () => Promise.race([provider.shutdown().catch(() => undefined), wait(closeTime, undefined, { ref: false })]),
  };
}

function samplerOf({ sampler, parent_based_sampler: isParentBased }: TracingConfig['common']): Sampler {
  const root = typeof sampler === 'number' ? new TraceIdRatioBasedSampler(sampler) : constantSampler(sampler);
  return isParentBased ? new ParentBasedSampler({ root }) : root;
}

const constantSampler = (sampler: 'always_on' | 'always_off') =>
  sampler === 'always_on' ? new AlwaysOnSampler() : new AlwaysOffSampler();

/** The configuration goes before `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES`. */
function resourceOf({ service_name: name }: TracingConfig['common']) {
  const named = (serviceName: string) => resourceFromAttributes({ 'service.name': serviceName });
  const found = defaultResource()
    .merge(named('router'))
    .merge(detectResources({ detectors: [resourceAttributesEnvDetector, serviceNameEnvDetector] }));
  return name === undefined ? found : found.merge(named(name));
}
