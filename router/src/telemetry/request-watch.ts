import { bytesSent } from '@conea/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { clientNameOf, clientVersionOf } from '../stages/receive.ts';
import { noAccessLog, type AccessLog, type Entry } from './access-log.ts';
import { errorCodesOf } from './error-codes.ts';
import { untraced, type Tracer } from './tracer.ts';

/** Follows HTTP requests, in a span and in the access log. */
export type RequestWatch = {
  /** Logs everything that comes to the routes of a scope, also what is no GraphQL. */
  serve(scope: FastifyInstance): void;
  /** Handles a request inside its span, which ends when the last byte of the answer was sent. */
  run(request: FastifyRequest, reply: FastifyReply, work: () => Promise<FastifyReply>): Promise<FastifyReply>;
  /** The answer to a request has errors, whoever found them. */
  onErrors(request: FastifyRequest, errors: readonly GraphQLFormattedError[]): void;
};

export function createRequestWatch(tracer: Tracer, accessLog: AccessLog): RequestWatch {
  const entries = new WeakMap<FastifyRequest, Entry>();
  const trace: RequestWatch['run'] = (request, reply, work) => {
    const span = tracer.request(request.headers);
    if (span.isRecording) span.note(factsOf(request));
    if (span.traceId !== null) entries.get(request)?.note({ traceId: span.traceId });
    const answered = span.run(work);
    const end = () => {
      const { statusCode: status } = reply;
      span.note({ 'http.response.status_code': status });
      span.end(status >= 500 ? status : undefined);
    };
    answered.then(end, span.end);
    return answered;
  };
  const run = tracer === untraced ? untracedRun : trace;
  return {
    serve: (scope) => {
      if (accessLog === noAccessLog) return;
      scope.addHook('onRequest', (request, reply, done) => {
        const { id: requestId, headers } = request;
        const client = { clientName: clientNameOf(headers), clientVersion: clientVersionOf(headers) };
        const entry = accessLog.begin({ requestId, ...client });
        entries.set(request, entry);
        const end = () =>
          entry.end({
            ...{ transport: transportOf(reply), status: reply.statusCode },
            requestBytes: Number(headers['content-length'] ?? 0),
            responseBytes: bytesSent(request),
          });
        // Fastify's own hook does not hear of a client that leaves.
        reply.raw.once('close', end);
        done();
      });
    },
    run:
      accessLog === noAccessLog
        ? run
        : (request, reply, work) => {
            const entry = entries.get(request);
            return entry ? entry.run(() => run(request, reply, work)) : run(request, reply, work);
          },
    onErrors: (request, errors) => entries.get(request)?.addErrorCodes(errorCodesOf(errors) ?? []),
  };
}

const untracedRun: RequestWatch['run'] = (_request, _reply, work) => work();

const factsOf = ({ id, method, headers, routeOptions }: FastifyRequest) => ({
  'http.request.method': method,
  'http.route': routeOptions.url,
  'router.request.id': id,
  'client.name': clientNameOf(headers),
  'client.version': clientVersionOf(headers),
});

function transportOf(reply: FastifyReply): string {
  const type = String(reply.getHeader('content-type'));
  if (type.startsWith('text/event-stream')) return 'event_stream';
  return type.startsWith('multipart/mixed') ? 'multipart' : 'http';
}
