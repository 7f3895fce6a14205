import type { GraphQLFormattedError } from 'graphql';
import { multipartType } from '../accept.ts';
import type { Framing } from './framing.ts';
import { serialize } from '../serialize.ts';

export const boundary = 'graphql';
export const delimiter = `\r\n--${boundary}`;
/** A part with the delimiter behind it: clients take a part once they see where it ends. */
export const part = (body: string) => `\r\ncontent-type: application/json\r\n\r\n${body}${delimiter}`;
export const end = '--\r\n';
const fail = (error: GraphQLFormattedError) => part(JSON.stringify({ payload: null, errors: [error] })) + end;

/** Apollo's multipart subscriptions: heartbeats are empty objects, errors of the transport stand beside a payload that is null. */
export const multipart: Framing = {
  contentType: `${multipartType};boundary="${boundary}";subscriptionSpec=1.0`,
  purpose: 'events',
  opening: delimiter + part('{}'),
  heartbeat: part('{}'),
  next: (result) => part(`{"payload":${serialize(result)}}`),
  complete: end,
  refuse: fail,
  interrupt: fail,
};
