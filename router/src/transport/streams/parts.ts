import type { GraphQLFormattedError } from 'graphql';
import type { ExecutionResult } from '../../engine/result.ts';
import type { DeliveryFormat } from '../../incremental/format.ts';
import { eventStreamType, multipartType, type PartsType } from '../accept.ts';
import { comment, complete, next } from './event-stream.ts';
import type { Framing } from './framing.ts';
import { boundary, delimiter, end, part } from './multipart.ts';
import { serialize } from '../serialize.ts';

/**
 * One answer in parts. Clients take no heartbeats between the parts of a multipart answer; an event stream always ends with `complete`,
 * for whoever comes back would run the operation again.
 */
export function framingForParts({ type, format }: PartsType): Framing {
  const ending = followEnding(format);
  const textOf = (result: ExecutionResult) => serialize(ending.follow(result));
  if (type === eventStreamType) {
    const refuse = (error: GraphQLFormattedError) => next(serialize(ending.early(error))) + complete;
    return {
      ...{ contentType: type, purpose: 'parts', opening: comment, heartbeat: comment, complete },
      ...{ next: (result) => next(textOf(result)), refuse, interrupt: refuse },
    };
  }
  const refuse = (error: GraphQLFormattedError) => part(serialize(ending.early(error))) + end;
  return {
    contentType: `${multipartType};boundary="${boundary}";${format}`,
    ...{ purpose: 'parts', opening: delimiter, heartbeat: null, complete: end },
    ...{ next: (result) => part(textOf(result)), refuse, interrupt: refuse },
  };
}

/** Knows how to end an answer early: every part that was announced is told to have failed. */
function followEnding(format: DeliveryFormat) {
  const open = new Set<unknown>();
  return {
    follow: (result: ExecutionResult): ExecutionResult => {
      for (const { id } of result.pending ?? []) open.add(id);
      for (const { id } of result.completed ?? []) open.delete(id);
      return result;
    },
    early: (error: GraphQLFormattedError): ExecutionResult =>
      format === 'deferSpec=20220824' || open.size === 0
        ? { errors: [error], hasNext: false }
        : { completed: [...open].map((id) => ({ id, errors: [error] })), hasNext: false },
  };
}
