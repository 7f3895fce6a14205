import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDatabase, sql, subgraphMigrations, type Caller, type Database } from '@conea/platform';
import { ClientError } from '../src/errors.ts';
import { createOperationReads } from '../src/operation-reads.ts';
import { audited, createReadAudit } from '../src/read-audit.ts';
import { createTestDatabase, silentLog, type TestDatabase } from '../../test/support/database.ts';

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await createTestDatabase([subgraphMigrations]);
  database = test.served;
});
afterAll(async () => {
  await test.drop();
});

const callerOf = (organizationId: string): Caller => ({
  ...{ requestId: 'req_1', ip: '192.0.2.1', userAgent: 'curl/8' },
  user: { id: 'usr_1', organizationId, role: 'user', scopes: [], sessionId: 'ses_1', expiresAt: 0 },
});
const told = async (organizationId: string) =>
  (
    await test.database.many<{ data: unknown }>(
      sql`select data from outbox where tenant_id = ${organizationId} and type = 'conea.test.audit.recorded'`,
    )
  ).map(({ data }) => data);
const ofThing = ({ id }: { id: string }) => ({ resource: { type: 'Thing', id }, metadata: { why: 'asked' } });

describe('a read that the audit trail tells of', () => {
  it('is answered once its event is kept', async () => {
    const caller = callerOf('org_one');
    const recordRead = createReadAudit(database, 'test');
    const resolve = audited('thing.read', ofThing, ({ id }: { id: string }) => `the thing ${id}`);
    expect(await resolve({ id: 'thing_1' }, {}, { caller, recordRead }, null)).toBe('the thing thing_1');
    expect(await told('org_one')).toEqual([
      {
        ...{ action: 'thing.read', actorId: 'usr_1', resourceType: 'Thing', resourceId: 'thing_1', result: 'success' },
        ...{ ipAddress: '192.0.2.1', userAgent: 'curl/8', requestId: 'req_1', metadata: { why: 'asked' } },
      },
    ]);
  });

  it('is told of as refused when it was', async () => {
    const context = { caller: callerOf('org_two'), recordRead: createReadAudit(database, 'test') };
    const resolve = audited('thing.read', ofThing, (_: { id: string }) => {
      throw new ClientError('FORBIDDEN', 'no');
    });
    await expect(resolve({ id: 'thing_1' }, {}, context, null)).rejects.toThrow('no');
    expect(await told('org_two')).toMatchObject([{ action: 'thing.read', result: 'failure' }]);
  });

  it('is not answered when its event cannot be kept', async () => {
    const closed = createDatabase({ url: test.url, name: 'test', log: silentLog });
    const context = { caller: callerOf('org_three'), recordRead: createReadAudit(closed, 'test') };
    await closed.close();
    const resolve = audited('thing.read', ofThing, (_: { id: string }) => 'a secret');
    await expect(resolve({ id: 'thing_1' }, {}, context, null)).rejects.toThrow();
  });

  it('is told of each, of whatever organization, though many come at once', async () => {
    const recordRead = createReadAudit(database, 'test', { batchSize: 50 });
    const read = { action: 'thing.read', resource: null };
    await Promise.all(
      Array.from({ length: 400 }, (_, index) => recordRead(callerOf(index % 2 === 0 ? 'org_even' : 'org_odd'), read)),
    );
    expect([(await told('org_even')).length, (await told('org_odd')).length]).toEqual([200, 200]);
  });

  it('is refused when too many wait, and none of those that wait is lost', async () => {
    const recordRead = createReadAudit(database, 'test', { maxWaiting: 10, batchSize: 5 });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, () => recordRead(callerOf('org_busy'), { action: 'thing.read', resource: null })),
    );
    const kept = outcomes.filter(({ status }) => status === 'fulfilled').length;
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
    expect(kept).toBeLessThan(40);
    expect(refused.every((reason) => reason.includes('Too much'))).toBe(true);
    expect(await told('org_busy')).toHaveLength(kept);
  });

  it('of nobody is told to nobody', async () => {
    const recordRead = createReadAudit(database, 'test');
    await recordRead({ ...callerOf('org_none'), user: null }, { action: 'thing.read', resource: null });
    expect(await told('org_none')).toEqual([]);
  });
});

describe('what one answer shows', () => {
  const answering = (organizationId: string, recordRead = createReadAudit(database, 'test')) => {
    const works: (() => Promise<void>)[] = [];
    const noteRead = createOperationReads(callerOf(organizationId), (work) => void works.push(work), recordRead);
    return { noteRead, settle: () => Promise.all(works.map((work) => work())) };
  };

  it('is one event for each type of thing, however many there are and however often they are asked', async () => {
    const { noteRead, settle } = answering('org_shown');
    for (let field = 0; field < 3; field++) for (let id = 0; id < 500; id++) noteRead('PipelineRun', `run_${id}`);
    noteRead('File', 'fil_1');
    noteRead('File', 'fil_1');
    await settle();
    const ofUser = { actorId: 'usr_1', result: 'success' };
    expect(await told('org_shown')).toMatchObject([
      {
        ...ofUser,
        action: 'pipeline_run.read',
        resourceType: 'PipelineRun',
        resourceId: null,
        metadata: { count: 500 },
      },
      { ...ofUser, action: 'file.read', resourceType: 'File', resourceId: 'fil_1', metadata: { count: 1 } },
    ]);
  });

  it('is no event where nothing is shown', async () => {
    await answering('org_nothing').settle();
    expect(await told('org_nothing')).toEqual([]);
  });

  it('is not shown when its event cannot be kept', async () => {
    const closed = createDatabase({ url: test.url, name: 'test', log: silentLog });
    const { noteRead, settle } = answering('org_lost', createReadAudit(closed, 'test'));
    await closed.close();
    noteRead('File', 'fil_1');
    await expect(settle()).rejects.toThrow();
  });
});
