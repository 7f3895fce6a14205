import type { Batch, DeliveredPart, NullsOfParts, PendingPart } from '../engine/delivery.ts';
import type { ExecutionResult } from '../engine/result.ts';

/** How the parts of an answer are written down: as clients have known it since 2022, or as the draft of the specification has it now. */
export type DeliveryFormat = 'deferSpec=20220824' | 'incrementalSpec=v0.2';

/** The format that a client asks for by such a parameter, whose name is in lower case; null: it takes an answer only at once. */
export function formatOf(parameter: (name: string) => unknown): DeliveryFormat | null {
  if (parameter('incrementalspec') === 'v0.2') return 'incrementalSpec=v0.2';
  return parameter('deferspec') === '20220824' ? 'deferSpec=20220824' : null;
}

/** What a client makes of a part with a null where it has something. */
export const nullsIn = (format: DeliveryFormat): NullsOfParts => (format === 'deferSpec=20220824' ? 'replace' : 'fail');

/** All errors of a payload, those of its parts too. */
export function errorsIn({ errors = [], incremental = [], completed = [] }: ExecutionResult) {
  return [errors, ...[...incremental, ...completed].map((part) => part.errors ?? [])].flat();
}

/** What a client is sent for a batch. */
export function toPayload(batch: Batch, format: DeliveryFormat): ExecutionResult {
  return format === 'deferSpec=20220824' ? byPath(batch) : byId(batch);
}

/** Each part has its path and all of its fragment, also what the client has already. */
function byPath({ data, errors, extensions, delivered, hasNext }: Batch): ExecutionResult {
  const incremental = delivered.map((part) => ({
    data: part.data,
    path: part.path,
    ...labelOf(part),
    ...errorsOf(part),
  }));
  return {
    ...(data !== undefined && { data }),
    ...errorsOf({ errors }),
    ...(extensions && { extensions }),
    ...(incremental.length > 0 && { incremental }),
    hasNext,
  };
}

/** Each part is announced, and no field comes twice. */
function byId({ data, errors, extensions, delivered, pending, hasNext }: Batch): ExecutionResult {
  const announced = pending.map(({ id, path, ...part }) => ({ id, path, ...labelOf(part) }));
  const incremental = delivered.flatMap(incrementsOf);
  const completed = delivered.map(({ id, additions, ...part }) => ({ id, ...(additions === null && errorsOf(part)) }));
  return {
    ...(data !== undefined && { data }),
    ...errorsOf({ errors }),
    ...(extensions && { extensions }),
    ...(announced.length > 0 && { pending: announced }),
    ...(incremental.length > 0 && { incremental }),
    ...(completed.length > 0 && { completed }),
    hasNext,
  };
}

/** The errors of a part stand with the first of its data. */
function incrementsOf({ id, additions, errors }: DeliveredPart) {
  if (additions === null) return [];
  const told = additions.length === 0 && errors.length > 0 ? [{ subPath: [], data: {} }] : additions;
  return told.map(({ subPath, data }, index) => ({
    id,
    ...(subPath.length > 0 && { subPath }),
    data,
    ...(index === 0 && errorsOf({ errors })),
  }));
}

const labelOf = ({ label }: Pick<PendingPart, 'label'>) => (label === null ? {} : { label });
const errorsOf = ({ errors }: Pick<Batch, 'errors'>) => (errors.length > 0 ? { errors } : {});
