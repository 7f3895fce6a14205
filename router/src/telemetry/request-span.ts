import type { FastifyReply, FastifyRequest } from 'fastify';
import { clientNameOf, clientVersionOf } from '../stages/receive.ts';
import { untraced, type Tracer } from './tracer.ts';

/** Handles an HTTP request inside its span, which ends when the last byte of the answer was sent. */
export type InRequestSpan = (
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<FastifyReply>,
) => Promise<FastifyReply>;

export function createRequestSpans(tracer: Tracer): InRequestSpan {
  if (tracer === untraced) return (_request, _reply, work) => work();
  return (request, reply, work) => {
    const span = tracer.request(request.headers, factsOf(request));
    const answered = span.run(work);
    const end = () => {
      const { statusCode: status } = reply;
      span.note({ 'http.response.status_code': status });
      span.end(status >= 500 ? status : undefined);
    };
    answered.then(end, span.end);
    return answered;
  };
}

const factsOf = ({ id, method, headers, routeOptions }: FastifyRequest) => ({
  'http.request.method': method,
  'http.route': routeOptions.url,
  'router.request.id': id,
  'client.name': clientNameOf(headers),
  'client.version': clientVersionOf(headers),
});
