import { z } from 'zod';
import { accessLogsConfig } from './access-logs.ts';
import { duration } from './duration.ts';

const share = z.number().min(0).max(1);

/** How spans wait until they are sent. */
const batchProcessor = z
  .strictObject({
    /** Between two sendings. */
    scheduled_delay: duration.prefault('5s'),
    /** Spans sent at once. */
    max_export_batch_size: z.int().positive().default(512),
    /** Spans that wait; those above are dropped, so that a collector that is down costs no memory. */
    max_queue_size: z.int().positive().default(2_048),
    /** For one sending with its retries. */
    max_export_timeout: duration.prefault('10s'),
  })
  .refine((batch) => batch.max_export_batch_size <= batch.max_queue_size, {
    path: ['max_export_batch_size'],
    message: 'may not be above max_queue_size',
  })
  .prefault({});

const tracing = z
  .strictObject({
    common: z
      .strictObject({
        /** `service.name`; without it that of `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES`, or `router`. */
        service_name: z.string().optional(),
        /** Which traces are recorded: a share of them, all or none. */
        sampler: z.union([share, z.enum(['always_on', 'always_off'])]).default('always_on'),
        /** Whether the sampling of a trusted client's trace is kept. */
        parent_based_sampler: z.boolean().default(true),
      })
      .prefault({}),
    propagation: z
      .strictObject({
        /** `traceparent` and `tracestate` of the W3C to subgraphs. */
        trace_context: z.boolean().default(true),
        /** The `baggage` of a trusted client to subgraphs. */
        baggage: z.boolean().default(true),
        /** Whether a request goes on in the trace of its client. Otherwise it is linked to it: strangers decide neither about ids nor about sampling. */
        trust_clients: z.boolean().default(false),
      })
      .prefault({}),
    otlp: z
      .strictObject({
        enabled: z.boolean().default(false),
        /** The base of the collector, to which `/v1/traces` is added; empty: what `OTEL_EXPORTER_OTLP_*` say, or port 4318 here. */
        endpoint: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
        protocol: z.literal('http/protobuf').default('http/protobuf'),
        /** Beside those of `OTEL_EXPORTER_OTLP_HEADERS`. */
        headers: z.record(z.string(), z.string()).default({}),
        batch_processor: batchProcessor,
      })
      .prefault({}),
  })
  .prefault({});

/** What the router tells its operators. */
export const telemetryConfig = z
  .strictObject({ exporters: z.strictObject({ tracing }).prefault({}), access_logs: accessLogsConfig })
  .prefault({});

export type TelemetryConfig = z.infer<typeof telemetryConfig>;
export type TracingConfig = TelemetryConfig['exporters']['tracing'];
