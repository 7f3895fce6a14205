import type { Graph } from './graph.ts';

/** The version of the graph that new requests get. */
export type Graphs = {
  current(): Graph;
  /** Puts another version in force at once; the old one ends when nobody works with it any longer. */
  replace(next: Graph): void;
  /** Hears of every later version. */
  onReplace(listener: (graph: Graph) => void): void;
};

export function createGraphs(first: Graph): Graphs {
  const listeners = new Set<(graph: Graph) => void>();
  let current = first;
  return {
    current: () => current,
    replace: (next) => {
      const old = current;
      current = next;
      for (const listener of listeners) listener(next);
      old.retire();
    },
    onReplace: (listener) => void listeners.add(listener),
  };
}
