import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { registerErasure, sql } from '@conea/platform';
import { z } from 'zod';
import { until } from '../../../test/support/until.ts';
import { operationsOf } from './support/operations.ts';
import { aCaller, anOrganization, startSubgraph } from './support/subgraph.ts';

const subgraph = await startSubgraph({ RUN_CONCURRENCY: '2' });
afterAll(() => subgraph.stop());

const caller = aCaller(anOrganization());
const { aFile, aPipeline, aRun, findRun, finished, rows, aggregates, cancelRun } = operationsOf(subgraph, caller);
const leaving = anOrganization();
const others = operationsOf(subgraph, aCaller(leaving));

const steps = {
  validate: { schema: { properties: { amount: { type: 'number', maximum: 399_990 } } } },
  map: {
    fields: [
      { to: 'name', from: 'name', transforms: [{ kind: 'UPPER' }] },
      { to: 'amount', from: 'amount' },
    ],
  },
  aggregate: { measures: [{ as: 'sum', function: 'SUM', field: 'amount' }] },
};
const count = 400_000;
const content = `name,amount\n${Array.from({ length: count }, (_, index) => `row ${index},${index + 1}`).join('\n')}\n`;
const sum = (399_990 * 399_991) / 2;

const attemptsOf = async (runId: string) =>
  (await subgraph.database.one<{ attempt: number }>(sql`select attempt from pipeline_runs where id = ${runId}`))
    .attempt;
const isRunning = async (runId: string) => {
  const { status, progress } = await findRun(runId);
  if (status === 'SUCCEEDED') throw new Error('the run was over before the test could interrupt it');
  return status === 'RUNNING' && progress.bytesRead > 0;
};
const leftovers = () => readdirSync(join(subgraph.directory, 'work')).filter((name) => name.startsWith('run_'));

async function expectResults(runId: string) {
  expect(await findRun(runId)).toMatchObject({ status: 'SUCCEEDED', rowsLoaded: 399_990, rowsQuarantined: 10 });
  expect((await aggregates(runId))?.nodes).toEqual([{ sum }]);
  expect((await rows(runId, 2))?.nodes.map(({ values }) => values['name'])).toEqual(['ROW 0', 'ROW 1']);
  const events = await subgraph.database.many(
    sql`select 1 from outbox where subject = ${runId} and type = 'conea.data.run.completed'`,
  );
  expect(events).toHaveLength(1);
  expect(leftovers()).toEqual([]);
}

describe('a run whose process', () => {
  it('is killed begins again and ends with the same result, once', async () => {
    const runId = await aRun(await aPipeline(steps), await aFile(content));
    await until('the run goes on', () => isRunning(runId));
    await subgraph.kill('SIGKILL');
    expect(leftovers()).toHaveLength(1);
    await subgraph.restart();
    expect((await findRun(runId)).status).toBe('RUNNING');
    await finished(runId, 90_000);
    expect(await attemptsOf(runId)).toBe(2);
    await expectResults(runId);
    await subgraph.kill('SIGKILL');
    await subgraph.restart();
    await expectResults(runId);
  }, 150_000);

  it('is killed, and that is cancelled or erased before it begins again, leaves nothing', async () => {
    const [files, othersFile] = await Promise.all([aFile(content), others.aFile(content)]);
    const runId = await aRun(await aPipeline(steps), files);
    const erasedId = await others.aRun(await others.aPipeline(steps), othersFile);
    await until('both go on', async () => (await isRunning(runId)) && leftovers().length === 2);
    await subgraph.kill('SIGKILL');
    const request = { erasureId: 'ers_killed', subject: { type: 'Organization' as const, id: leaving } };
    await subgraph.database.acrossTenants.transaction((tx) => registerErasure(tx, { domain: 'data' }, request));
    await subgraph.restart();
    await cancelRun({ runId });
    await until('their directories are gone', () => leftovers().length === 0, 60_000);
    expect(await findRun(runId)).toMatchObject({ status: 'CANCELLED' });
    expect(readdirSync(join(subgraph.directory, 'blobs')).filter((key) => key.startsWith(erasedId))).toEqual([]);
    const answer = sql`select data -> 'counts' as counts from outbox where subject = 'ers_killed'`;
    expect(await subgraph.database.many(answer)).toMatchObject([
      { counts: { runs: 1, uploads: 1, files: 1, pipelines: 1 } },
    ]);
  }, 120_000);

  it('drains begins again at once, and the attempt does not count', async () => {
    const runId = await aRun(await aPipeline(steps), await aFile(content));
    await until('the run goes on', () => isRunning(runId));
    expect(await subgraph.kill('SIGTERM')).toBe(0);
    await subgraph.restart();
    await finished(runId);
    expect(await attemptsOf(runId)).toBe(1);
    await expectResults(runId);
  }, 90_000);
});

describe('a run that goes on', () => {
  const progressed = z.object({
    cursor: z.string(),
    run: z.object({ status: z.string(), progress: z.object({ phase: z.string().nullable(), bytesRead: z.number() }) }),
  });
  const follow = (runId: string, after: string | null) =>
    subgraph.subscribe(
      `subscription ($runId: ID!, $after: String) {
        runProgressed(runId: $runId, after: $after) { cursor run { status progress { phase bytesRead } } }
      }`,
      { runId, after },
      caller,
    );

  it('can be followed to its end, and from a cursor', async () => {
    const runId = await aRun(await aPipeline(steps), await aFile(content));
    const seen: z.infer<typeof progressed>[] = [];
    for await (const event of follow(runId, null)) seen.push(progressed.parse(event));
    const cursors = seen.map(({ cursor }) => Number(cursor));
    expect(cursors).toEqual(cursors.toSorted((a, b) => a - b));
    expect(new Set(cursors).size).toBe(cursors.length);
    expect(seen.map(({ run }) => run.status)).toContain('RUNNING');
    expect(seen.at(-1)?.run).toMatchObject({ status: 'SUCCEEDED', progress: { phase: 'DONE' } });

    const again: unknown[] = [];
    for await (const event of follow(runId, seen.at(-2)?.cursor ?? null)) again.push(event);
    expect(again).toEqual([seen.at(-1)]);
    const over: unknown[] = [];
    for await (const event of follow(runId, seen.at(-1)?.cursor ?? null)) over.push(event);
    expect(over).toEqual([]);
    await expect(follow(runId, 'x').next()).rejects.toThrow('BAD_USER_INPUT');
  }, 60_000);

  it('stops soon after it was cancelled, and leaves nothing', async () => {
    const runId = await aRun(await aPipeline(steps), await aFile(content));
    await until('the run goes on', () => isRunning(runId));
    await cancelRun({ runId });
    await until('its directory is gone', () => leftovers().length === 0, 5_000);
    const blobs = readdirSync(join(subgraph.directory, 'blobs')).filter((key) => key.startsWith(runId));
    expect(blobs).toEqual([]);
    expect(await findRun(runId)).toMatchObject({ status: 'CANCELLED', rowsLoaded: null });
    const events = await subgraph.database.many(
      sql`select type from outbox where subject = ${runId} and type like 'conea.data.run.%'`,
    );
    expect(events).toEqual([{ type: 'conea.data.run.cancelled' }]);
  }, 60_000);

  it('leaves the event loop free for requests', async () => {
    const runId = await aRun(await aPipeline(steps), await aFile(content));
    await until('the run goes on', () => isRunning(runId));
    const waits: number[] = [];
    while ((await findRun(runId)).status === 'RUNNING') {
      const start = performance.now();
      await findRun(runId);
      waits.push(performance.now() - start);
    }
    const median = waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)];
    expect(median).toBeLessThan(100);
  }, 60_000);
});
