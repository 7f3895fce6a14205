import type { GraphQLFormattedError } from 'graphql';
import type { ExecutionResult } from '../../engine/result.ts';
import { eventStreamType, type StreamType } from '../accept.ts';
import { eventStream } from './event-stream.ts';
import { multipart } from './multipart.ts';

/** How results are written into a stream; all that protocols over HTTP differ in. */
export type Framing = {
  contentType: string;
  /** Of one answer, or of events that never end. */
  purpose: 'events' | 'parts';
  /** Sent at once: the client sees that its stream stands. */
  opening: string;
  /** Null: clients know none here. */
  heartbeat: string | null;
  next(result: ExecutionResult): string;
  complete: string;
  /** Ends a stream that the client may not have any longer. */
  refuse(error: GraphQLFormattedError): string;
  /** Ends a stream that the client may ask for again at once. */
  interrupt(error: GraphQLFormattedError): string;
};

export const framingFor = (type: StreamType): Framing => (type === eventStreamType ? eventStream : multipart);
