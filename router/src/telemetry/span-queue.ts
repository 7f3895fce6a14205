import type { Logger } from '@conea/platform';
import { ExportResultCode } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { BatchSpanProcessor, type SpanExporter, type SpanProcessor } from '@opentelemetry/sdk-trace';
import type { TracingConfig } from '../config/telemetry.ts';

export type SpanQueueOptions = {
  config: TracingConfig['otlp'];
  log: Logger;
  /** What became of spans. */
  onSpans(result: 'exported' | 'failed' | 'dropped', count: number): void;
};

/** Sends spans to the collector, in batches. Never more than `max_queue_size` wait or are under way: the others are dropped. */
export function createSpanQueue({ config, log, onSpans }: SpanQueueOptions): SpanProcessor {
  const { batch_processor: batch } = config;
  const exporter = createExporter(config);
  let waiting = 0;
  let isFailing = false;

  const tell = (error: Error | undefined) => {
    if (error && !isFailing) log.warn({ err: error }, 'spans cannot be exported');
    if (!error && isFailing) log.info('spans are exported again');
    isFailing = error !== undefined;
  };
  const reporting: SpanExporter = {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const isDone = result.code === ExportResultCode.SUCCESS;
        waiting -= spans.length;
        onSpans(isDone ? 'exported' : 'failed', spans.length);
        tell(isDone ? undefined : (result.error ?? new Error('the collector refused')));
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
  const processor = new BatchSpanProcessor({
    exporter: reporting,
    scheduledDelayMillis: batch.scheduled_delay,
    maxExportBatchSize: batch.max_export_batch_size,
    maxQueueSize: batch.max_queue_size,
    exportTimeoutMillis: batch.max_export_timeout,
  });
  return {
    onStart: () => undefined,
    onEnd: (span) => {
      if (waiting >= batch.max_queue_size) return onSpans('dropped', 1);
      waiting++;
      processor.onEnd(span);
    },
    forceFlush: () => processor.forceFlush(),
    shutdown: () => processor.shutdown(),
  };
}

/** What is not configured comes from `OTEL_EXPORTER_OTLP_*`. */
function createExporter({ endpoint, headers, batch_processor: batch }: TracingConfig['otlp']): OTLPTraceExporter {
  return new OTLPTraceExporter({
    ...(endpoint !== '' && { url: `${endpoint.replace(/\/+$/, '')}/v1/traces` }),
    headers,
    timeoutMillis: batch.max_export_timeout,
    concurrencyLimit: 1,
  });
}
