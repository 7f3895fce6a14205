import type { GraphQLFormattedError } from 'graphql';
import type { ExecutionResult } from '../engine/result.ts';
import { over, type Running } from '../engine/running.ts';
import type { Member } from './feed.ts';
import { SourceLost } from './follow.ts';
import type { PlannedSubscription } from './planned-subscription.ts';
import { ReaderTooSlow, type Taken } from './queue.ts';
import type { SharedEvent, SourceEvent } from './shared-event.ts';

/** A subscription of a client, while it runs. */
export type LiveSubscription = {
  /** Goes on with another plan: with the same source, or with a new one behind the last event of the old one. */
  moveTo(plan: PlannedSubscription): void;
  /** Ends it with errors for the client. */
  refuse(errors: readonly GraphQLFormattedError[]): void;
};

/** Where the next event comes from, and what completes it. */
export type Place = { plan: PlannedSubscription; member: Member; completionKey: string };

export type ClientSubscriptionOptions = {
  place: Place;
  move(place: Place, plan: PlannedSubscription): Place;
  /** An event for this client, who missed so many before it. */
  onEvent(dropped: number): void;
  /** Called when it begins; what it answers is called when it has ended. */
  onStart(live: LiveSubscription): () => void;
};

/**
 * What one client gets: the events of its feed, completed with the fields of the other subgraphs, and after a move those of the next
 * feed. Nothing waits in it while no event comes but one promise: there are tens of thousands.
 */
export function openClientSubscription({ place: first, move, onEvent, onStart }: ClientSubscriptionOptions): Running {
  let place = first;
  // What came from a source before a move is completed as the events of that source are.
  let reading = first;
  let isOver = false;
  const onEnd = onStart({
    moveTo: (plan) => void (isOver || (place = move(place, plan))),
    refuse: (errors) => leave(place.member, new SourceLost(errors)),
  });

  const end = () => {
    if (isOver) return;
    isOver = true;
    leave(place.member);
    onEnd();
  };
  const answer = (taken: Taken<SharedEvent> | null) => {
    if (place.member === reading.member) reading = place;
    if (taken) {
      onEvent(taken.dropped);
      return complete(reading, taken);
    }
    if (place === reading) {
      end();
      return over;
    }
    reading = place;
    return read();
  };
  const read = (): Promise<IteratorResult<ExecutionResult, void>> => reading.member.queue.next().then(answer);
  const fail = (error: unknown) => {
    end();
    return { done: false, value: { data: null, errors: errorsOf(error) } } as const;
  };
  return { next: () => (isOver ? Promise.resolve(over) : read().catch(fail)), end };
}

export function leave(member: Member, error?: Error): void {
  member.feed?.leave(member);
  member.queue.end(error);
}

async function complete(
  { plan, member: { caller }, completionKey }: Place,
  { item, dropped }: Taken<SharedEvent>,
): Promise<IteratorResult<ExecutionResult, void>> {
  const refusal = await plan.refusal();
  if (refusal) throw new SourceLost(refusal);
  const { engine, operation, variables, headersFor } = plan;
  // Everybody waits for the same fetches: that one of them leaves must not end these.
  const run = (event: SourceEvent) =>
    engine.executeEvent(operation, variables, { caller, headersFor, signal: new AbortController().signal }, event);
  const result = await item.complete(completionKey, run);
  return { done: false, value: await plan.charge(withPlace(result, item.cursor, dropped)) };
}

/** `droppedEvents` tells a slow client how many events it missed before this one. */
function withPlace(result: ExecutionResult, cursor: string | null, dropped: number): ExecutionResult {
  const extensions = dropped === 0 ? result.extensions : { ...result.extensions, droppedEvents: dropped };
  return { ...result, ...(extensions && { extensions }), ...(cursor !== null && { cursor }) };
}

/** The errors with which a subscription ends; anything unexpected is thrown on. */
function errorsOf(error: unknown): readonly GraphQLFormattedError[] {
  if (error instanceof SourceLost) return error.errors;
  if (!(error instanceof ReaderTooSlow)) throw error;
  return [{ message: 'Events came faster than they were taken.', extensions: { code: 'SUBSCRIBER_TOO_SLOW' } }];
}
