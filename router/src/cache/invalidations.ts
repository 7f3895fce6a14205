/** A point in the order of all invalidations; later ones compare greater. */
export type Position = string;

/**
 * When labels were invalidated. A fetch is stamped with the position at its start: what it brings is out of date when one of its labels
 * was invalidated after that, however late it comes.
 */
export type Invalidations = {
  position(): Position;
  /** Marks labels as changed at a position, the next one when none is given. */
  mark(labels: Iterable<string>, position?: Position): void;
  /** No mark before this is remembered. */
  raiseFloor(position: Position): void;
  /** Whether none of the labels has changed since. */
  isCurrent(labels: readonly string[], since: Position): boolean;
};

/** Positions whose order is that of their texts. */
export const positionOf = (milliseconds: number | string, sequence: number | string): Position =>
  `${String(milliseconds).padStart(15, '0')}-${String(sequence).padStart(20, '0')}`;

/** Remembers so many labels; of older ones only that they may have changed. */
export function createInvalidations(maxLabels: number): Invalidations {
  const changedAt = new Map<string, Position>();
  let count = 0;
  let latest = positionOf(0, 0);
  let floor = latest;
  /** Behind everything that is known, and before whatever the clock of all routers says next. */
  const afterLatest = () => `${latest.split('.')[0]}.${String(++count).padStart(12, '0')}`;
  const raiseFloor = (position: Position) => {
    if (position > floor) floor = position;
    if (floor > latest) latest = floor;
  };
  const forgetOldest = () => {
    for (const [label, position] of changedAt) {
      if (changedAt.size <= maxLabels) return;
      changedAt.delete(label);
      raiseFloor(position);
    }
  };
  return {
    position: () => latest,
    mark: (labels, position = afterLatest()) => {
      if (position > latest) latest = position;
      for (const label of labels) {
        const known = changedAt.get(label) ?? '';
        // Those that changed last stand last.
        changedAt.delete(label);
        changedAt.set(label, position > known ? position : known);
      }
      forgetOldest();
    },
    raiseFloor,
    isCurrent: (labels, since) => since >= floor && labels.every((label) => (changedAt.get(label) ?? '') <= since),
  };
}
