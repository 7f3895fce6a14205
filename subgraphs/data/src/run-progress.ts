import { ClientError, type Listener } from '@conea/platform';
import { createWaiter } from '@conea/platform/event-log/waiter';
import { isFinished, type Run } from './domain/run.ts';
import { runChannel } from './store/run-store.ts';

/** A state of a run. */
export type RunState = { cursor: string; run: Run };

const poll = 2_000;

/** Follows a run by its revision: the present state, then each newer one that the reader is in time for, up to the end. */
export function createRunProgress(listener: Listener) {
  return ({ runId, after, find, signal }: RunProgressRequest): AsyncGenerator<RunState, void, undefined> =>
    follow(listener, { runId, find, signal }, parseRevision(after));
}

export type RunProgressRequest = {
  runId: string;
  after: string | null;
  find: () => Promise<Run | null>;
  signal: AbortSignal;
};

async function* follow(
  listener: Listener,
  { runId, find, signal }: Omit<RunProgressRequest, 'after'>,
  after: number,
): AsyncGenerator<RunState, void, undefined> {
  const waiter = createWaiter();
  const unlisten = listener.listen(runChannel, (id) => {
    if (id === null || id === runId) waiter.wake();
  });
  try {
    for (let seen = after; !signal.aborted;) {
      const run = await find();
      if (run === null) return;
      if (run.revision > seen) {
        seen = run.revision;
        yield { cursor: String(seen), run };
      }
      if (isFinished(run)) return;
      await waiter.wait(poll, signal);
    }
  } finally {
    unlisten();
  }
}

function parseRevision(cursor: string | null): number {
  if (cursor === null) return 0;
  if (/^\d{1,10}$/.test(cursor)) return Number(cursor);
  throw new ClientError('BAD_USER_INPUT', '`after` is not a cursor of this subscription.');
}
