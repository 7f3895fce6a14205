import type { Running } from '../../engine/running.ts';
import type { Framing } from './framing.ts';

export type FramesOptions = {
  heartbeatInterval: number;
  /** Asked once there are no more results. */
  ending(): string;
  /** Called with the first result, before anything is written; null: the opening does not wait for it. */
  onFirst: (() => void) | null;
};

/** Writes results one after the other, with heartbeats while none comes. */
export async function* writeFrames(
  running: Running,
  framing: Framing,
  { heartbeatInterval, ending, onFirst }: FramesOptions,
): AsyncGenerator<string, void, undefined> {
  let coming = follow(running.next());
  if (onFirst) {
    await coming.promise;
    onFirst();
  }
  yield framing.opening;
  for (;;) {
    const { heartbeat } = framing;
    while (heartbeat !== null && !(await coming.isSettledWithin(heartbeatInterval))) yield heartbeat;
    const result = await coming.promise;
    if (result.done) return yield ending();
    yield framing.next(result.value);
    coming = follow(running.next());
  }
}

/** One reaction to the promise however often it is asked about: racing it at each heartbeat would collect them for days. */
function follow<Value>(promise: Promise<Value>) {
  let isSettled = false;
  let wake = () => {};
  const settle = () => {
    isSettled = true;
    wake();
  };
  promise.then(settle, settle);
  const isSettledWithin = async (milliseconds: number): Promise<boolean> => {
    if (isSettled) return true;
    const { promise: woken, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, milliseconds);
    wake = resolve;
    await woken;
    clearTimeout(timer);
    return isSettled;
  };
  return { promise, isSettledWithin };
}
