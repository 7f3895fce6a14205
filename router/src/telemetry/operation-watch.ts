import type { Caller } from '@conea/platform';
import type { GraphQLFormattedError } from 'graphql';
import { z } from 'zod';
import type { Running } from '../engine/running.ts';
import { watched } from '../transport/watched.ts';
import { noAccessLog, type AccessLog } from './access-log.ts';
import { callerLine } from './caller-line.ts';
import { untraced, type Tracer } from './tracer.ts';

/** Follows an operation that is no HTTP request, in a span and in the access log, which end with the operation. */
export type OperationWatch = {
  run<Result>(work: () => Result): Result;
  follow(running: Running): Running;
  /** It was not executed; the errors are what the client is told. */
  refuse(error: unknown, errors: readonly GraphQLFormattedError[]): void;
};

export type OperationStart = {
  /** Of the operation; they may carry `traceparent`, `tracestate` and `baggage`, as the router's own to subgraphs do. */
  extensions: unknown;
  caller: Caller;
  clientName: string | undefined;
  clientVersion: string | undefined;
};

export type WatchOperation = (start: OperationStart) => OperationWatch;

export type OperationWatchOptions = {
  tracer: Tracer;
  accessLog: AccessLog;
  onErrors(errors: readonly GraphQLFormattedError[]): void;
};

const traceHeaders = z
  .object({ traceparent: z.string(), tracestate: z.string().optional(), baggage: z.string().optional() })
  .catch({ traceparent: '' });

export function createOperationWatch({ tracer, accessLog, onErrors }: OperationWatchOptions): WatchOperation {
  const unwatched: OperationWatch = {
    run: (work) => work(),
    follow: (running) => running,
    refuse: (_, errors) => onErrors(errors),
  };
  if (tracer === untraced && accessLog === noAccessLog) return () => unwatched;
  return ({ extensions, caller, clientName, clientVersion }) => {
    const { requestId } = caller;
    const span = tracer.request(traceHeaders.parse(extensions));
    span.note({
      ...{ 'network.protocol.name': 'websocket', 'router.request.id': requestId },
      ...{ 'client.name': clientName, 'client.version': clientVersion },
    });
    const entry = accessLog.begin({
      ...{ transport: 'websocket', requestId, traceId: span.traceId ?? undefined },
      ...{ clientName, clientVersion, ...callerLine(caller.user) },
    });
    const run: OperationWatch['run'] = (work) => entry.run(() => span.run(work));
    const end = (error?: unknown) => {
      span.end(error);
      entry.end({});
    };
    return {
      run,
      follow: (running) => watched(running, () => end()),
      refuse: (error, errors) => {
        run(() => onErrors(errors));
        end(error);
      },
    };
  };
}
