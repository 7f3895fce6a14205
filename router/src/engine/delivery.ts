import type { GraphQLFormattedError } from 'graphql';
import { createKnownAnswer, type Addition } from '../incremental/known-answer.ts';
import { createPartErrors } from '../incremental/part-errors.ts';
import type { DeferredWork } from './deferred-work.ts';
import type { Execution } from './execution.ts';
import { createReasons, locate, toError } from './explain.ts';
import type { CompiledOperation } from './operation.ts';
import type { JsonObject } from './result.ts';
import type { DeferredPart } from './shape.ts';

/** A part of an answer that is still to come. */
export type PendingPart = { id: string; label: string | null; path: DeferredPart['path'] };

/** A part that has come. */
export type DeliveredPart = PendingPart & {
  /** All of the fragment; null when it had a null that the schema does not allow. */
  data: JsonObject | null;
  /** What of it the client does not have yet; null when it is null, or makes null what the client has: then there are errors. */
  additions: readonly Addition[] | null;
  errors: readonly GraphQLFormattedError[];
};

/** What a client is told at one time, whatever the format. */
export type Batch = {
  /** What is answered at first; `undefined` in every batch behind it. */
  data?: JsonObject | null;
  extensions?: JsonObject | undefined;
  errors: readonly GraphQLFormattedError[];
  delivered: readonly DeliveredPart[];
  /** Parts that can come from now on. */
  pending: readonly PendingPart[];
  hasNext: boolean;
  /** All that the client has now. It grows with the next batch. */
  known: JsonObject | null;
};

type Waiting = PendingPart & { part: DeferredPart };

/**
 * What becomes of a part that makes null what the client has. In the format of 2022 a part is merged as it is, its nulls too, and what is inside
 * of such a null never comes; in the newer one such a part has failed.
 */
export type NullsOfParts = 'replace' | 'fail';

/** Makes batches of what has run so far. */
export function createDelivery(
  operation: CompiledOperation,
  execution: Execution,
  { work, nulls }: { work: DeferredWork; nulls: NullsOfParts },
) {
  if (!operation.deferred) throw new Error('nothing of this operation is deferred');
  const { shaper, labels } = operation.deferred;
  const errors = createPartErrors();
  const reasons = createReasons(operation, execution);
  reasons.add(operation.errors);
  let known = createKnownAnswer(null);
  let waiting: Waiting[] = [];
  let ids = 0;

  const addErrors = (found: readonly GraphQLFormattedError[], label: string | null) => {
    const located = found.map((error) => locate(error, operation, execution));
    errors.add(located, label);
    reasons.add(located);
  };
  const state = () => ({ hasNext: waiting.length > 0, known: known.data });
  /** Only what stands in something that the client has can come. */
  const expect = (parts: readonly DeferredPart[]): PendingPart[] => {
    const expected = parts
      .filter(({ path }) => known.has(path))
      .map((part) => ({
        ...{ id: String(ids++), label: labels[Number(part.fragment.label)] ?? null, path: part.path },
        part,
      }));
    waiting = waiting.concat(expected);
    return expected;
  };
  const take = ({ part, ...pending }: Waiting) => {
    const { path, fragment } = part;
    addErrors(work.takeErrors(fragment.label), fragment.label);
    const shaped = shaper.part(part);
    const additions =
      shaped.data && (nulls === 'replace' ? known.put(path, shaped.data) : known.add(path, shaped.data));
    const told = errors.takeOf({ label: fragment.label, path, data: shaped.data });
    const found = [...told, ...reasons.unexplained(shaped.violations)];
    // Every part that fails says why, also where one error stands for several.
    const last = additions === null && found.length === 0 ? shaped.violations.slice(0, 1).map(toError) : [];
    const delivered: DeliveredPart = { ...pending, data: shaped.data, additions, errors: [...found, ...last] };
    return { delivered, inside: additions === null ? [] : shaped.parts };
  };

  return {
    first: (): Batch => {
      const { errors: denials = [], extensions } = operation.told;
      errors.add(denials, null);
      reasons.add(denials);
      addErrors(execution.errors, null);
      const shaped = shaper.first(execution.data);
      known = createKnownAnswer(shaped.data);
      const told = [...errors.takeFirst(shaped.data), ...reasons.unexplained(shaped.violations)];
      const pending = expect(shaped.parts);
      return { data: shaped.data, extensions, errors: told, delivered: [], pending, ...state() };
    },
    /** The labels of the fragments that are still to come. */
    labels: (): ReadonlySet<string> => new Set(waiting.map(({ part }) => part.fragment.label)),
    next: (): Batch => {
      const isReady = ({ part }: Waiting) => work.isDone(part.fragment.label);
      const ready = waiting.filter(isReady);
      waiting = waiting.filter((each) => !isReady(each));
      // What has become null meanwhile has no parts.
      const taken = ready.flatMap((each) => (known.has(each.path) ? take(each) : []));
      const pending = taken.flatMap(({ inside }) => expect(inside));
      const delivered = taken.map((each) => each.delivered);
      return { errors: [], delivered, pending, ...state() };
    },
  };
}
