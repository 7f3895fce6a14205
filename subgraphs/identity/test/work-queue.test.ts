import { describe, expect, it } from '@jest/globals';
import { createWorkQueue, QueueFullError } from '../src/domain/work-queue.ts';

/** Work that ends when the test says so. */
function someWork() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let isStarted = false;
  const work = () => {
    isStarted = true;
    return promise;
  };
  return { work, resolve, reject, isStarted: () => isStarted };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the work queue', () => {
  it('refuses work when enough waits', async () => {
    const run = createWorkQueue({ concurrency: 1, maxWaiting: 1 });
    const [first, second, third] = [someWork(), someWork(), someWork()];
    const [running, waiting] = [run(first.work), run(second.work)];
    await expect(run(third.work)).rejects.toThrow(QueueFullError);
    first.resolve('first');
    second.resolve('second');
    expect(await Promise.all([running, waiting])).toEqual(['first', 'second']);
    expect(third.isStarted()).toBe(false);
  });

  it('starts what waits when something ends, failed or not, and never too much', async () => {
    const run = createWorkQueue({ concurrency: 2, maxWaiting: 2 });
    const [first, second, third, fourth] = [someWork(), someWork(), someWork(), someWork()];
    const results = Promise.allSettled([first, second, third, fourth].map(({ work }) => run(work)));
    await turn();
    expect([first, second, third, fourth].map((one) => one.isStarted())).toEqual([true, true, false, false]);
    second.reject(new Error('failed'));
    await turn();
    expect([third, fourth].map((one) => one.isStarted())).toEqual([true, false]);
    for (const one of [first, third, fourth]) one.resolve('done');
    expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  });

  it('has room again after everything has ended', async () => {
    const run = createWorkQueue({ concurrency: 1, maxWaiting: 0 });
    for (let time = 0; time < 3; time++) expect(await run(async () => time)).toBe(time);
  });
});
