import { eventStreamType } from '../accept.ts';
import { serialize } from '../serialize.ts';
import type { Framing } from './framing.ts';

export const comment = ':\n\n';
export const complete = 'event: complete\ndata:\n\n';
export const next = (data: string, id = '') => `${id}event: next\ndata: ${data}\n\n`;

/**
 * graphql-sse, distinct connections mode. The `id` of an event is its cursor, so whoever comes back with `Last-Event-ID` goes on behind
 * it; an interrupted stream has no `complete`, which makes clients come back.
 */
export const eventStream: Framing = {
  contentType: eventStreamType,
  purpose: 'events',
  opening: comment,
  heartbeat: comment,
  next: (result) => next(serialize(result), idLine(result.cursor)),
  complete,
  refuse: (error) => next(JSON.stringify({ errors: [error] })) + complete,
  interrupt: () => '',
};

/** A cursor that would break the line is left out. */
function idLine(cursor: string | undefined): string {
  return cursor === undefined || /[\0\r\n]/.test(cursor) ? '' : `id: ${cursor}\n`;
}
