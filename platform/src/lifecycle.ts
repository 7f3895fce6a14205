import type { Logger } from './log.ts';

type Stop = () => unknown;

/** What has to end when the process ends, in reverse order of its start. */
export type Lifecycle = {
  /** Aborts when the drain begins. */
  signal: AbortSignal;
  /** Registers something that runs; it is stopped before whatever was registered earlier. */
  onStop(name: string, stop: Stop): void;
  /** Stops everything, once. */
  stop(): Promise<void>;
};

/** Drains on SIGTERM and SIGINT and exits with 0; after `deadline` milliseconds (default 15,000) it exits with 1. */
export function createLifecycle(log: Logger, deadline = 15_000): Lifecycle {
  const controller = new AbortController();
  const running: { name: string; stop: Stop }[] = [];
  let stopping: Promise<void> | undefined;

  const stopAll = async () => {
    controller.abort();
    for (const { name, stop } of running.toReversed()) {
      try {
        await stop();
      } catch (error) {
        log.error({ err: error, part: name }, 'part did not stop cleanly');
      }
    }
    process.off('SIGTERM', onSignal).off('SIGINT', onSignal).off('unhandledRejection', onRejection);
  };
  const stop = () => (stopping ??= stopAll());

  const onSignal = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'draining');
    setTimeout(() => exit(log, 1), deadline).unref();
    void stop().then(() => exit(log, 0));
  };
  const onRejection = (error: unknown) => log.error({ err: error }, 'unhandled rejection');
  process.once('SIGTERM', onSignal).once('SIGINT', onSignal).on('unhandledRejection', onRejection);
  return { signal: controller.signal, onStop: (name, stopPart) => running.push({ name, stop: stopPart }), stop };
}

function exit(log: Logger, code: number): void {
  if (code === 0) log.info('stopped');
  else log.error('drain took too long');
  process.exit(code);
}
