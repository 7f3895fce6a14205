import { createInstruments, createMetrics, type Logger } from '@conea/platform';
import type { TelemetryConfig } from '../config/telemetry.ts';
import type { PreparedOperation } from '../supergraph.ts';
import { createRouterMetrics } from './metrics.ts';
import { createTracer } from './open-telemetry.ts';
import { createStage } from './stage.ts';

/** Everything by which a router tells its operators what it does. */
export function createTelemetry({ exporters }: TelemetryConfig, log: Logger) {
  const registry = createMetrics('router');
  const metrics = createRouterMetrics(createInstruments(registry));
  const onSpans = (result: string, count: number) => metrics.spans({ result }, count);
  const tracer = createTracer({ config: exporters.tracing, log, onSpans });
  const stage = createStage(tracer, (name, seconds) => metrics.stage({ stage: name }, seconds));
  const onOperation = ({ definition, kind }: PreparedOperation) =>
    tracer.note({ 'graphql.operation.name': definition.name?.value, 'graphql.operation.type': kind });
  return { registry, metrics, tracer, stage, onOperation };
}

export type Telemetry = ReturnType<typeof createTelemetry>;
