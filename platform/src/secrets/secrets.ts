import type { Registry } from 'prom-client';
import type { z } from 'zod';
import { createInstruments } from '../instruments.ts';
import type { Logger } from '../log.ts';
import { createLiveValue } from './live-value.ts';
import { SecretsError, type SecretSource } from './source.ts';

/** The secrets of a service: read at its start, refreshed while it runs. */
export type Secrets = {
  /** The value of the moment; throws a SecretsError when there is none. */
  get(name: string): string;
  /** All of the moment, over the environment. */
  values(): Readonly<Record<string, string | undefined>>;
  /** The value of the moment in its form. A new one that has not that form, or that is gone, is reported and the last good one stays. */
  live<Value>(name: string, form: z.ZodType<Value>): () => Value;
  /** Reads again, at most twice at once; answers whether that worked and never rejects. */
  refresh(): Promise<boolean>;
  /** Tells Prometheus how old the secrets are and how the refreshes went. */
  measure(registry: Registry): void;
  close(): Promise<void>;
};

export type SecretsOptions = {
  source: SecretSource;
  log: Logger;
  /** Milliseconds between two refreshes; default 60,000. */
  interval?: number;
  /** What counts where the source has nothing. */
  environment?: Readonly<Record<string, string | undefined>>;
};

type Result = 'success' | 'failure';

/** Reads the secrets, and keeps them fresh. Rejects when they cannot be read at first; later the last good ones stay. */
export async function createSecrets(options: SecretsOptions): Promise<Secrets> {
  const { source, log, interval = 60_000, environment = {} } = options;
  let { values, renewWithin } = await source.read();
  let readAt = Date.now();
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let count: ((labels: { result: Result }) => void) | undefined;

  const read = async (): Promise<Result> => {
    try {
      const fresh = await source.read();
      ({ values, renewWithin } = fresh);
      readAt = Date.now();
      return 'success';
    } catch (error) {
      log.error({ err: error, source: source.name }, 'secrets could not be refreshed, the last good ones stay');
      return 'failure';
    }
  };
  const refreshOnce = async (): Promise<boolean> => {
    const result = await read();
    count?.({ result });
    schedule();
    return result === 'success';
  };
  const refresh = coalesce(refreshOnce);
  const schedule = () => {
    clearTimeout(timer);
    if (isClosed) return;
    // Replicas that started together do not ask together.
    const wait = Math.min(interval, renewWithin ?? interval) * (0.9 + Math.random() * 0.1);
    timer = setTimeout(() => void refresh(), wait).unref();
  };
  const all = () => ({ ...environment, ...Object.fromEntries(values) });
  const find = (name: string) => values.get(name) ?? environment[name];

  schedule();
  const unwatch = source.watch?.(() => void refresh());
  return {
    get: (name) => {
      const value = find(name);
      if (value === undefined) throw new SecretsError(`there is no secret ${name}`);
      return value;
    },
    values: all,
    live: (name, form) => createLiveValue({ name, form, find, log }),
    refresh,
    measure: (registry) => {
      const { counter, reading } = createInstruments(registry);
      count = counter({ name: 'secrets_refreshes_total', help: 'Refreshes of the secrets.', labels: ['result'] });
      reading({ name: 'secrets_age_seconds', help: 'Time since the secrets were read.', aggregator: 'max' }, () =>
        age(readAt),
      );
    },
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      unwatch?.();
      await source.close?.();
    },
  };
}

const age = (since: number) => (Date.now() - since) / 1_000;

/** Who asks while one runs gets one that begins afterwards, and shares it: it sees what changed before it was asked for. */
function coalesce(run: () => Promise<boolean>): () => Promise<boolean> {
  let running: Promise<boolean> | undefined;
  let next: Promise<boolean> | undefined;
  const start = () => {
    const mine = run().finally(() => {
      if (running === mine) running = undefined;
    });
    running = mine;
    return mine;
  };
  return () => {
    if (!running) return start();
    next ??= running.then(() => {
      next = undefined;
      return start();
    });
    return next;
  };
}
