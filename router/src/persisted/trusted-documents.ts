import type { Logger } from '@conea/platform';
import { unwatchFile, watchFile } from 'node:fs';
import type { PersistedQueriesConfig } from '../config/persisted-queries.ts';
import { readManifests, type TrustedDocuments } from './manifest.ts';

export type WatchedDocuments = {
  current(): TrustedDocuments;
  /** Hears of every later set that comes into force. */
  onChange(listener: () => void): void;
  stop(): void;
};

/** Reads the registered operations, and again when a file changes. `onLoad` hears of every set that comes into force. */
export async function watchTrustedDocuments(
  { local_manifests: paths, hot_reload, poll_interval }: PersistedQueriesConfig,
  log: Logger,
  onLoad: (documents: TrustedDocuments) => void,
): Promise<WatchedDocuments> {
  let documents = await readManifests(paths);
  onLoad(documents);
  const listeners = new Set<() => void>();
  const reload = async () => {
    try {
      documents = await readManifests(paths);
      log.info({ operations: documents.bodies.length }, 'persisted queries reloaded');
      onLoad(documents);
      for (const listener of listeners) listener();
    } catch (error) {
      log.error({ err: error }, 'persisted queries not reloaded, the old ones stay in force');
    }
  };
  if (hot_reload) for (const path of paths) watchFile(path, { interval: poll_interval }, () => void reload());
  return {
    current: () => documents,
    onChange: (listener) => void listeners.add(listener),
    stop: () => {
      for (const path of hot_reload ? paths : []) unwatchFile(path);
    },
  };
}
