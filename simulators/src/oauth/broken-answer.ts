import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** How any answer of a vendor can be broken. */
export const brokenAnswers = ['unavailable', 'slow', 'html', 'cut', 'endless'] as const;

export type BrokenAnswer = (typeof brokenAnswers)[number];

/** Answers 503, nothing for a minute, a page of a hotel's network, a cut connection, or a body that never ends. */
export function breakAnswer(reply: FastifyReply, kind: BrokenAnswer): FastifyReply {
  if (kind === 'unavailable') return reply.code(503).type('text/html').send('<h1>Service Unavailable</h1>');
  if (kind === 'html') return reply.type('text/html').send('<!doctype html><title>Welcome to our network</title>');
  if (kind === 'endless') return reply.type('application/json').send(Readable.from(endlessJson()));
  reply.hijack();
  if (kind === 'cut') reply.raw.destroy();
  else setTimeout(() => reply.raw.destroy(), 60_000).unref();
  return reply;
}

function* endlessJson() {
  yield '{"access_token":"';
  for (;;) yield 'x'.repeat(16_384);
}
