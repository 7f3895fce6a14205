import { createInstruments, createMetrics, type Logger } from '@conea/platform';
import type { GraphQLFormattedError } from 'graphql';
import type { TelemetryConfig } from '../config/telemetry.ts';
import type { SubscriptionWatch } from '../subscriptions/subscribe.ts';
import type { PreparedOperation } from '../supergraph.ts';
import { createBoundedLabel } from './bounded-label.ts';
import { errorCodesOf } from './error-codes.ts';
import { createRouterMetrics } from './metrics.ts';
import { createTracer } from './open-telemetry.ts';
import { createOperationLabel } from './operation-label.ts';
import { createStage } from './stage.ts';

/** Distinct codes of errors that have a count of their own. */
const maxCodes = 100;

/** Everything by which a router tells its operators what it does. */
export function createTelemetry({ exporters }: TelemetryConfig, log: Logger) {
  const registry = createMetrics('router');
  const metrics = createRouterMetrics(createInstruments(registry));
  const onSpans = (result: string, count: number) => metrics.spans({ result }, count);
  const tracer = createTracer({ config: exporters.tracing, log, onSpans });
  const stage = createStage(tracer, (name, seconds) => metrics.stage({ stage: name }, seconds));
  const onOperation = ({ definition, kind }: PreparedOperation) =>
    tracer.note({ 'graphql.operation.name': definition.name?.value, 'graphql.operation.type': kind });
  const codeLabel = createBoundedLabel(maxCodes);
  const onErrors = (errors: readonly GraphQLFormattedError[]) => {
    for (const { extensions } of errors) metrics.graphqlErrors({ code: codeLabel(extensions?.['code']) });
    tracer.note({ 'graphql.error.codes': errorCodesOf(errors) });
  };
  const subscriptions: SubscriptionWatch = {
    onOpen: ({ clients, sources }) => {
      metrics.read.subscriptions(clients);
      metrics.read.subscriptionSources(sources);
    },
    onEvent: (dropped) => {
      metrics.subscriptionEvent({});
      if (dropped > 0) metrics.subscriptionEventDropped({}, dropped);
    },
  };
  return {
    registry,
    metrics,
    tracer,
    stage,
    onOperation,
    onErrors,
    subscriptions,
    operationLabel: createOperationLabel(),
  };
}

export type Telemetry = ReturnType<typeof createTelemetry>;
