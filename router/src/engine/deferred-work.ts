import type { GraphQLFormattedError } from 'graphql';

/** What runs of an operation for later parts of its answer. A part is known by the label of its fragment. */
export type DeferredWork = {
  /** One of the `of` requests that make up a fetch was answered, and the answer merged. */
  fetched(id: string, of: number): void;
  /** Runs what a part needs once these fetches were answered; `errors` takes what goes wrong. */
  start(label: string, after: readonly string[], run: (errors: GraphQLFormattedError[]) => Promise<void>): void;
  /** Whether everything for a part is there; nothing may have had to run for it. */
  isDone(label: string): boolean;
  /** Waits until one of these parts is done. */
  untilAny(labels: Iterable<string>): Promise<void>;
  /** What went wrong for a part; each error is taken once. */
  takeErrors(label: string): readonly GraphQLFormattedError[];
};

type Part = { errors: GraphQLFormattedError[]; isDone: boolean; done: Promise<void> };
type Gate = { answered: number; opening: PromiseWithResolvers<void> };

export function createDeferredWork(): DeferredWork {
  const gates = new Map<string, Gate>();
  const parts = new Map<string, Part[]>();
  const gateOf = (id: string): Gate => {
    const gate = gates.get(id) ?? { answered: 0, opening: Promise.withResolvers<void>() };
    gates.set(id, gate);
    return gate;
  };
  const partsOf = (label: string) => parts.get(label) ?? [];
  return {
    fetched: (id, of) => {
      const gate = gateOf(id);
      if (++gate.answered === of) gate.opening.resolve();
    },
    start: (label, after, run) => {
      const errors: GraphQLFormattedError[] = [];
      const work = async (): Promise<void> => {
        await Promise.all(after.map((id) => gateOf(id).opening.promise));
        await run(errors);
        part.isDone = true;
      };
      const part: Part = { errors, isDone: false, done: work() };
      // Whoever waits for the part hears of it; nobody may wait any more.
      part.done.catch(() => undefined);
      parts.set(label, [...partsOf(label), part]);
    },
    isDone: (label) => partsOf(label).every(({ isDone }) => isDone),
    untilAny: async (labels) => {
      await Promise.race([...labels].map((label) => Promise.all(partsOf(label).map(({ done }) => done))));
    },
    takeErrors: (label) => partsOf(label).flatMap(({ errors }) => errors.splice(0)),
  };
}
