import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TransportsConfig } from '../config/transports.ts';
import type { Respond } from '../stages/respond.ts';
import { createNegotiation, eventStreamType, jsonType, multipartType, responseType } from './accept.ts';
import type { Admission } from './admission.ts';
import { serveCompression } from './compression.ts';
import type { RequestWatch } from '../telemetry/request-watch.ts';
import type { Exchange } from './exchange.ts';
import { readBody, readDocumentPath, readParameters } from './parameters.ts';
import { methodNotAllowed, notAcceptable, toRequestError } from './request-error.ts';
import { takeLongNumbers } from './json-body.ts';
import type { SendWhole } from './whole-answer.ts';

export type HttpOptions = {
  config: TransportsConfig;
  /** Where GraphQL is. */
  path: string;
  exchange: Exchange;
  respond: Respond;
  admission: Admission;
  sendWhole: SendWhole;
  requests: RequestWatch;
};

/** GraphQL over HTTP: `POST` with JSON, and `GET` for what changes nothing; answered in one piece or as a stream. */
export async function serveHttp(app: FastifyInstance, options: HttpOptions): Promise<void> {
  const { config, path, exchange, respond, admission, sendWhole, requests } = options;
  const isEnabled = { [eventStreamType]: config.event_stream.enabled, [multipartType]: config.multipart.enabled };
  const streams = ([eventStreamType, multipartType] as const).filter((type) => isEnabled[type]);
  const negotiate = createNegotiation(streams);
  const negotiateWhole = createNegotiation([]);
  const handle = (read: (request: FastifyRequest) => unknown) => (request: FastifyRequest, reply: FastifyReply) => {
    const accepted = negotiate(request.headers.accept);
    if (accepted.single === null) throw notAcceptable([responseType, jsonType, ...streams]);
    return exchange(request, reply, { accepted, read });
  };
  await app.register(async (scope) => {
    requests.serve(scope);
    takeLongNumbers(scope);
    await serveCompression(scope, config.compression);
    scope.addHook('onRequest', (request, reply, done) => {
      reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store', vary: 'Origin, Accept' });
      done();
    });
    scope.addHook('onRequest', admission.onRequest);
    scope.setErrorHandler((error, request, reply) => {
      const type = negotiateWhole(request.headers.accept).single ?? jsonType;
      return sendWhole(reply, type, respond.failure(toRequestError(error)));
    });
    scope.post(path, handle(readBody));
    scope.get(path, handle(readParameters));
    scope.get(`${path}/:documentId`, handle(readDocumentPath));
    scope.route({
      method: ['DELETE', 'PATCH', 'PUT'],
      url: path,
      handler: () => {
        throw methodNotAllowed('Send GraphQL by POST or GET.');
      },
    });
  });
}
