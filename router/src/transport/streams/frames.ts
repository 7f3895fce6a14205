import type { ExecutionResult } from '../../engine/result.ts';
import type { Framing } from './framing.ts';

/** Writes results one after the other, with heartbeats while none comes; `ending` is asked once there are no more. */
export async function* writeFrames(
  results: AsyncIterator<ExecutionResult>,
  framing: Framing,
  heartbeatInterval: number,
  ending: () => string,
): AsyncGenerator<string, void, undefined> {
  yield framing.opening;
  for (;;) {
    const coming = follow(results.next());
    const { heartbeat } = framing;
    while (heartbeat !== null && !(await coming.isSettledWithin(heartbeatInterval))) yield heartbeat;
    const result = await coming.promise;
    if (result.done) return yield ending();
    yield framing.next(result.value);
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
