import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Logger } from './log.ts';

export type WatchedFiles<Value> = {
  /** What the files say at the moment. */
  current(): Value;
  /** Called with each new value. */
  onChange(use: (value: Value) => void): void;
  stop(): void;
};

export type WatchedFilesOptions<Value> = {
  files: readonly string[];
  /** Makes a value of the files, in their order; throws when they are no good, alone or together. */
  read(texts: readonly Buffer[]): Value;
  /** Milliseconds between two looks. They are compared by content: Kubernetes replaces a folder behind a link, which no watcher sees reliably. */
  interval: number;
  log: Logger;
};

/** Follows files that belong together. Throws when they cannot be used at first; later what cannot be used is logged and the last good value stays. */
export function watchFiles<Value>({ files, read, interval, log }: WatchedFilesOptions<Value>): WatchedFiles<Value> {
  let texts: readonly Buffer[] = files.map((file) => readFileSync(file));
  let value = read(texts);
  let refused: readonly Buffer[] | null = null;
  let isLooking = false;
  const listeners: ((value: Value) => void)[] = [];

  const look = async () => {
    const found = await Promise.all(files.map((file) => readFile(file)));
    if (isSame(found, texts) || (refused && isSame(found, refused))) return;
    // Until it is known to be good: half of a change is reported once.
    refused = found;
    value = read(found);
    [texts, refused] = [found, null];
    for (const listener of listeners) listener(value);
    log.info({ files }, 'files changed, the new ones are used');
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    look()
      .catch((error: unknown) => log.error({ err: error, files }, 'files cannot be used, the last good ones stay'))
      .finally(() => (isLooking = false));
  }, interval);
  timer.unref();
  return { current: () => value, onChange: (use) => void listeners.push(use), stop: () => clearInterval(timer) };
}

function isSame(some: readonly Buffer[], others: readonly Buffer[]): boolean {
  return some.every((text, index) => others[index]?.equals(text));
}
