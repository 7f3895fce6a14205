import type { Engine } from '../engine/engine.ts';
import type { Subgraphs, SubgraphTarget } from '../subgraphs.ts';

/** The subgraphs of a graph and what runs operations over them. */
export type Backend = { engine: Engine; release(): Promise<void> };

export type BackendsOptions = {
  /** Opens the way to subgraphs. */
  open(targets: readonly SubgraphTarget[]): Subgraphs;
  createEngine(subgraphs: Subgraphs): Engine;
};

type Shared = { engine: Engine; subgraphs: Subgraphs; users: number };

/**
 * Graphs over the same subgraphs share connections, circuits and caches: a new version of the schema finds everything warm. What no graph
 * uses any longer is closed.
 */
export function createBackends({ open, createEngine }: BackendsOptions) {
  const backends = new Map<string, Shared>();
  const openFor = (targets: readonly SubgraphTarget[]): Shared => {
    const subgraphs = open(targets);
    return { subgraphs, engine: createEngine(subgraphs), users: 0 };
  };
  return {
    acquire: (targets: readonly SubgraphTarget[]): Backend => {
      const id = JSON.stringify(targets.map(({ name, url }) => [name, url]).toSorted());
      const backend = backends.get(id) ?? openFor(targets);
      backends.set(id, backend);
      backend.users++;
      return {
        engine: backend.engine,
        release: async () => {
          if (--backend.users === 0 && backends.delete(id)) await backend.subgraphs.close();
        },
      };
    },
    close: async () => {
      const open = [...backends.values()];
      backends.clear();
      await Promise.all(open.map(({ subgraphs }) => subgraphs.close()));
    },
  };
}

export type Backends = ReturnType<typeof createBackends>;
