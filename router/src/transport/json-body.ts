import type { FastifyInstance } from 'fastify';
import { hasLongNumber, parseExactly } from '../engine/long-numbers.ts';

/** Reads JSON as Fastify does, members that reach for a prototype refused, and without the loss of a digit. */
export function takeLongNumbers(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (!hasLongNumber(body)) return parse(request, body, done);
    return parse(request, body, (error, value) => done(error, error ? value : parseExactly(body)));
  });
}
