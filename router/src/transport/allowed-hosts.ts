import { ClientError } from '@conea/platform';
import type { FastifyInstance } from 'fastify';

/** Whether a request that names this host is for this router. */
export type IsHostAllowed = (host: string | undefined) => boolean;

/** Hosts with or without a port; of none, all. */
export function createHostTest(hosts: readonly string[]): IsHostAllowed {
  if (hosts.length === 0) return () => true;
  const allowed = new Set(hosts.map((host) => host.toLowerCase()));
  return (host) => {
    const url = host === undefined ? null : URL.parse(`http://${host}`);
    return url !== null && (allowed.has(url.host) || allowed.has(url.hostname));
  };
}

/** Whoever looks after the router asks for it by its address. */
const operatorPaths = /^\/(?:health|ready|metrics)(?:$|\?)/;

/**
 * Refuses requests for another host. A name that an attacker lets point here makes their page and the router one origin for a browser, which is
 * no danger to credentials that the page cannot know, but to a router that answers anonymous callers of its network (DNS rebinding).
 */
export function guardHost(app: FastifyInstance, isHostAllowed: IsHostAllowed): void {
  app.addHook('onRequest', ({ headers, url }, reply, done) => {
    if (isHostAllowed(headers.host) || operatorPaths.test(url)) return done();
    const { message, extensions } = new ClientError('MISDIRECTED_REQUEST', 'This host is not served here.');
    return reply.code(421).send({ errors: [{ message, extensions }] });
  });
}
