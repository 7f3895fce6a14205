import { ClientError } from '@conea/platform';
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';

/**
 * Whether a request says once for which host it is (RFC 9112, section 3.2). Node takes the first of two, and what stands in front of the
 * router perhaps the last; of an upgrade it lets a missing one pass.
 */
export function namesOneHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0');
}

/** Refuses requests that do not, and ends their connection, since it is not known what comes behind them. */
export function requireOneHost(app: FastifyInstance): void {
  app.addHook('onRequest', ({ raw }, reply, done) => {
    if (namesOneHost(raw)) return done();
    const { message, extensions } = new ClientError('BAD_REQUEST', 'Say once for which host the request is.');
    return reply
      .code(400)
      .header('connection', 'close')
      .send({ errors: [{ message, extensions }] });
  });
}
