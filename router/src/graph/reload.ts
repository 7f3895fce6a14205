import type { Logger } from '@conea/platform';
import type { SupergraphConfig } from '../config/supergraph.ts';
import type { KnownOperation } from '../stages/load.ts';
import type { Graph, LoadedSupergraph } from './graph.ts';
import type { Graphs } from './graphs.ts';
import type { SupergraphSource } from './supergraph-source.ts';
import { warmOperations } from './warm-operations.ts';

/** Where new versions of a supergraph come from, and what makes of them something to serve. */
export type SupergraphUpdates = {
  /** The version that is served first. */
  sdl: string;
  source: SupergraphSource;
  /** Rejects with the reason why it cannot be served. */
  load(sdl: string): Promise<LoadedSupergraph>;
};

export type ReloadOptions = {
  updates: SupergraphUpdates;
  graphs: Graphs;
  config: SupergraphConfig;
  open(loaded: LoadedSupergraph): Graph;
  /** What is prepared for a new version, beside what clients asked for last. */
  trusted(): readonly KnownOperation[];
  onReload(result: 'applied' | 'refused'): void;
  log: Logger;
};

/** What came of the last new version. */
export type ReloadStatus = {
  /** Since when the version in force is served. */
  loadedAt: Date;
  /** Why the newest version is not the one in force; null when it is. */
  refused: string | null;
};

/**
 * Serves each new version of the supergraph in place of the old one: read in a thread of its own, planned for what clients ask, and then
 * swapped whole. One that cannot be served changes nothing.
 */
export function createReload({ updates, graphs, config, open, trusted, onReload, log }: ReloadOptions) {
  const { source, load } = updates;
  const stopped = new AbortController();
  const status: ReloadStatus = { loadedAt: new Date(), refused: null };
  let served = updates.sdl;
  let work: Promise<void> = Promise.resolve();
  let looksWaiting = 0;
  let isUnreadable = false;

  const refuse = (reason: string) => {
    if (status.refused === reason) return;
    status.refused = reason;
    onReload('refused');
    log.error({ source: source.name, reason }, 'supergraph not reloaded, the old one stays in force');
  };
  const serve = async (sdl: string): Promise<void> => {
    if (sdl === served) return void (status.refused = null);
    const next = open(await load(sdl));
    const known = [...trusted(), ...graphs.current().recentOperations(config.warmed_up_documents)];
    const enough = AbortSignal.any([stopped.signal, AbortSignal.timeout(config.warm_up_timeout)]);
    await warmOperations(next.loadDocument, known, enough);
    if (stopped.signal.aborted) return next.retire();
    graphs.replace(next);
    served = sdl;
    status.loadedAt = new Date();
    status.refused = null;
    onReload('applied');
    log.info({ source: source.name, warmedUp: known.length }, 'supergraph reloaded');
  };
  const read = async (): Promise<string | null> => {
    try {
      const sdl = await source.read();
      if (isUnreadable) status.refused = null;
      isUnreadable = false;
      return sdl;
    } catch (error) {
      isUnreadable = true;
      refuse(reasonOf(error));
      return null;
    }
  };
  const look = async (): Promise<void> => {
    looksWaiting--;
    const sdl = stopped.signal.aborted ? null : await read();
    if (sdl !== null) await serve(sdl).catch((error: unknown) => refuse(reasonOf(error)));
  };
  /** One version at a time; who asks during the work on one is heard once more afterwards. */
  const reload = (): Promise<void> => {
    if (looksWaiting > 0) return work;
    looksWaiting++;
    return (work = work.then(look));
  };
  const polling = config.hot_reload ? setInterval(() => void reload(), config.poll_interval) : undefined;
  const onHangup = () => void reload();
  process.on('SIGHUP', onHangup);

  return {
    status,
    reload,
    stop: async () => {
      clearInterval(polling);
      process.off('SIGHUP', onHangup);
      stopped.abort();
      await work;
    },
  };
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
