import { createInstruments, createMetrics, type Logger } from '@conea/platform';
import type { GraphQLFormattedError } from 'graphql';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { TelemetryConfig } from '../config/telemetry.ts';
import type { ExecutionResult } from '../engine/result.ts';
import { errorsIn } from '../incremental/format.ts';
import type { Identify } from '../stages/identify.ts';
import type { PreparedOperation } from '../supergraph.ts';
import { createAccessLog, noAccessLog } from './access-log.ts';
import { createBoundedLabel } from './bounded-label.ts';
import { callerLine } from './caller-line.ts';
import { errorCodesOf } from './error-codes.ts';
import { createRouterMetrics, type RouterMetrics } from './metrics.ts';
import { createTracer } from './open-telemetry.ts';
import { createOperationHash } from './operation-hash.ts';
import { createOperationLabel } from './operation-label.ts';
import { createOperationWatch } from './operation-watch.ts';
import { createRequestWatch } from './request-watch.ts';
import { createStage } from './stage.ts';
import { createSubscriptionWatch } from './subscription-watch.ts';
import { untraced } from './tracer.ts';

/** Distinct codes of errors that have a count of their own. */
const maxCodes = 100;

/** Everything by which a router tells its operators what it does. */
export function createTelemetry({ exporters, access_logs: accessLogs }: TelemetryConfig, log: Logger) {
  const registry = createMetrics('router');
  const measures = createRouterMetrics(createInstruments(registry));
  const onSpans = (result: string, count: number) => measures.spans({ result }, count);
  const tracer = createTracer({ config: exporters.tracing, log, onSpans });
  const accessLog = createAccessLog(accessLogs, log);
  const metrics: RouterMetrics = {
    ...measures,
    responseCacheLookup: (labels, by) => {
      measures.responseCacheLookup(labels, by);
      accessLog.count(labels.result === 'miss' ? 'cacheMisses' : 'cacheHits', by);
    },
  };
  const requests = createRequestWatch(tracer, accessLog);
  const codeLabel = createBoundedLabel(maxCodes);
  const hashOf = createOperationHash();

  const onErrors = (errors: readonly GraphQLFormattedError[]) => {
    for (const { extensions } of errors) metrics.graphqlErrors({ code: codeLabel(extensions?.['code']) });
    const codes = errorCodesOf(errors) ?? [];
    tracer.note({ 'graphql.error.codes': codes });
    accessLog.around().addErrorCodes(codes);
  };
  return {
    ...{ registry, metrics, tracer, requests },
    stage: createStage(tracer, (name, seconds) => metrics.stage({ stage: name }, seconds)),
    operationLabel: createOperationLabel(),
    subscriptions: createSubscriptionWatch(metrics),
    watchOperation: createOperationWatch({ tracer, accessLog, onErrors }),
    /** The same work, inside what is around now whenever it is called. */
    bind:
      tracer === untraced && accessLog === noAccessLog
        ? <Work extends (...args: never[]) => unknown>(work: Work) => work
        : <Work extends (...args: never[]) => unknown>(work: Work) => AsyncLocalStorage.bind(work),
    identified: (identify: Identify): Identify => {
      const traced = tracer.wrap('authentication', identify);
      if (accessLog === noAccessLog) return traced;
      return async (credentials, ip) => {
        const user = await traced(credentials, ip);
        accessLog.around().note(callerLine(user));
        return user;
      };
    },
    onOperation: (operation: PreparedOperation, query: string) => {
      const { definition, kind } = operation;
      const name = definition.name?.value.slice(0, maxNameLength);
      metrics.operation({ graphql_operation_type: kind });
      tracer.note({ 'graphql.operation.name': name, 'graphql.operation.type': kind });
      if (accessLog !== noAccessLog)
        accessLog.around().note({ operationName: name, operationType: kind, operationHash: hashOf(operation, query) });
    },
    onDocumentLookup: (result: 'hit' | 'miss') => {
      metrics.cacheLookup({ kind: 'document', storage: 'memory', result });
      accessLog.around().note({ documentCache: result });
    },
    onSubgraphRequest: ({ subgraph, status, seconds }: SubgraphExchange) => {
      metrics.subgraphRequest({ subgraph, http_response_status_code: status ?? 'none' }, seconds);
      accessLog.count('subgraphRequests');
    },
    onCost: (estimated: number, actual: number) => {
      metrics.costEstimated({}, estimated);
      metrics.costActual({}, actual);
      metrics.costDelta({}, estimated - actual);
      accessLog.around().note({ costEstimated: estimated, costActual: actual });
    },
    onErrors,
    /** One of the results of an operation that may have several. */
    onResult: (result: ExecutionResult) => {
      const errors = errorsIn(result);
      accessLog.count('events');
      if (errors.length > 0) onErrors(errors);
    },
  };
}

type SubgraphExchange = { subgraph: string; status: number | null; seconds: number };

/** A client chooses the names of its operations. */
const maxNameLength = 256;

export type Telemetry = ReturnType<typeof createTelemetry>;
