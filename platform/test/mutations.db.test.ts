import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ClientError,
  consumeOnce,
  createDatabase,
  createMutations,
  eventLogMigrations,
  openEventLog,
  sql,
  startOutboxRelay,
  subgraphMigrations,
  type Caller,
  type ConeaEvent,
  type EventLog,
  type Transaction,
} from '@conea/platform';
import { createTestDatabase, silentLog, type TestDatabase } from '../../test/support/database.ts';
import { until } from '../../test/support/until.ts';

let test: TestDatabase;
let logDatabase: TestDatabase;

const caller = (id = 'usr_1', organizationId = 'org_1'): Caller => ({
  ...{ requestId: 'req_1', ip: '203.0.113.9', userAgent: 'test' },
  user: { id, organizationId, role: 'user', scopes: [], sessionId: 'ses_1', expiresAt: 0 },
});
const insert =
  (name: string) =>
  async (
    tx: Transaction,
    emit: (event: { type: string; subject: string; data: object & Record<string, string> }) => void,
  ) => {
    const { id } = await tx.one<{ id: number }>(sql`insert into things (name) values (${name}) returning id`);
    emit({ type: 'thing.created', subject: `thing_${id}`, data: { name } });
    return { result: { id }, resource: { type: 'Thing', id: String(id) } };
  };
const create = (name: string, idempotencyKey?: string, who = caller()) =>
  createMutations(test.database, 'test')(
    who,
    { action: 'thing.create', idempotencyKey, input: { name } },
    insert(name),
  );
const count = async (table: 'things' | 'outbox') =>
  (await test.database.one<{ count: number }>({ text: `select count(*) as count from ${table}`, values: [] })).count;

beforeAll(async () => {
  test = await createTestDatabase([subgraphMigrations]);
  logDatabase = await createTestDatabase([eventLogMigrations]);
  await test.database.execute(
    sql`create table things (id int generated always as identity primary key, name text unique)`,
  );
});
beforeEach(() => test.database.execute(sql`truncate things, outbox, inbox, idempotency_keys restart identity`));
afterAll(async () => {
  await test.drop();
  await logDatabase.drop();
});

describe('the facts that a domain names', () => {
  const mutate = (input: Record<string, string | null>, isRefused: boolean) =>
    createMutations(test.database, 'test', { 'thing.paint': ['color', 'size'] })(
      caller(),
      { action: 'thing.paint', input },
      async () => {
        if (isRefused) throw new ClientError('FORBIDDEN', 'no');
        return { result: null, resource: null, metadata: { from: 'red' } };
      },
    );
  const facts = async () =>
    (
      await test.database.many<{ metadata: unknown }>(
        sql`select data -> 'metadata' as metadata from outbox order by position`,
      )
    ).map(({ metadata }) => metadata);

  it('are in the audit event, of what is done and of what is refused, and nothing else of the input', async () => {
    await mutate({ color: 'blue', size: null, password: 'secret' }, false);
    await expect(mutate({ color: 'green', password: 'secret' }, true)).rejects.toThrow('no');
    expect(await facts()).toEqual([{ color: 'blue', from: 'red' }, { color: 'green' }]);
  });
});

describe('a mutation', () => {
  it('commits its effect with its event and its audit event', async () => {
    expect(await create('one')).toEqual({ id: 1 });
    const rows = await test.database.many(
      sql`select type, subject, tenant_id as "tenantId", data from outbox order by position`,
    );
    expect(rows).toEqual([
      { type: 'conea.test.thing.created', subject: 'thing_1', tenantId: 'org_1', data: { name: 'one' } },
      {
        type: 'conea.test.audit.recorded',
        subject: '1',
        tenantId: 'org_1',
        data: {
          ...{ action: 'thing.create', actorId: 'usr_1', resourceType: 'Thing', resourceId: '1', result: 'success' },
          ...{ ipAddress: '203.0.113.9', userAgent: 'test', requestId: 'req_1' },
          metadata: {},
        },
      },
    ]);
  });

  it('leaves nothing when it fails', async () => {
    await create('taken');
    await expect(create('taken')).rejects.toThrow('unique');
    expect([await count('things'), await count('outbox')]).toEqual([1, 2]);
  });

  it('that is refused leaves an audit event of the failure and nothing else', async () => {
    const mutate = createMutations(test.database, 'test');
    const refuse = mutate(caller(), { action: 'thing.create', input: {} }, async (tx) => {
      await tx.execute(sql`insert into things (name) values ('half')`);
      throw new ClientError('FORBIDDEN', 'No.');
    });
    await expect(refuse).rejects.toThrow('No.');
    expect(await count('things')).toBe(0);
    const rows = await test.database.many(sql`select type, data ->> 'result' as result from outbox`);
    expect(rows).toEqual([{ type: 'conea.test.audit.recorded', result: 'failure' }]);
  });

  it('says who acted as the user, when it is refused too', async () => {
    const mutate = createMutations(test.database, 'test');
    const { user, ...rest } = caller();
    const impersonated = { ...rest, user: user && { ...user, impersonatorId: 'usr_admin' } };
    const request = { action: 'thing.touch', input: {} };
    await mutate(impersonated, request, async () => ({ result: null, resource: null, metadata: { name: 'one' } }));
    const refuse = async () => {
      throw new ClientError('FORBIDDEN', 'No.');
    };
    await expect(mutate(impersonated, request, refuse)).rejects.toThrow('No.');
    const rows = await test.database.many(sql`
      select data -> 'actorId' as "actorId", data -> 'metadata' as metadata from outbox order by position`);
    expect(rows).toEqual([
      { actorId: user?.id, metadata: { name: 'one', impersonatorId: 'usr_admin' } },
      { actorId: user?.id, metadata: { impersonatorId: 'usr_admin' } },
    ]);
  });

  it('answers the first result for a repeated key, also when both come at once', async () => {
    const results = await Promise.all(Array.from({ length: 8 }, () => create('one', 'key')));
    expect(results).toEqual(Array.from({ length: 8 }, () => ({ id: 1 })));
    expect([await count('things'), await count('outbox')]).toEqual([1, 2]);
  });

  it('refuses a key that was used with another input, and one that is empty', async () => {
    await create('one', 'key');
    await expect(create('two', 'key')).rejects.toMatchObject({ extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    await expect(create('two', '')).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('does not answer one caller with the result of another', async () => {
    await create('one', 'key');
    await expect(create('one', 'key', caller('usr_2'))).rejects.toThrow('unique');
  });
});

describe('a transaction', () => {
  it('is repeated after a serialisation failure', async () => {
    await create('counter');
    let attempts = 0;
    const increment = () =>
      test.database.transaction(async (tx) => {
        attempts++;
        await tx.execute(sql`set transaction isolation level serializable`);
        const { name } = await tx.one<{ name: string }>(sql`select name from things where id = 1`);
        await tx.execute(sql`update things set name = ${`${name}+`} where id = 1`);
      });
    await Promise.all([increment(), increment(), increment()]);
    expect(await test.database.one(sql`select name from things`)).toEqual({ name: 'counter+++' });
    expect(attempts).toBeGreaterThanOrEqual(3);
  });

  it('that loses its connection fails, and the pool goes on', async () => {
    const database = createDatabase({ url: test.url, name: 'victim', log: silentLog });
    const killed = database.transaction(async (tx) => {
      await test.database.execute(
        sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'victim'`,
      );
      await tx.one(sql`select 1 as one`);
    });
    await expect(killed).rejects.toThrow();
    expect(await database.one(sql`select 1 as one`)).toEqual({ one: 1 });
    await database.close();
  });
});

describe('an event', () => {
  const openLog = () => openEventLog({ EVENT_LOG_DATABASE_URL: logDatabase.url }, silentLog);

  it('reaches the log once though the relay dies between the append and the mark', async () => {
    const eventLog = await openLog();
    const domain = 'crashing';
    for (const name of ['one', 'two', 'three']) await create(name);
    let crashes = 2;
    const dying: EventLog = {
      ...eventLog,
      append: async (stream, events) => {
        await eventLog.append(stream, events);
        if (crashes-- > 0) throw new Error('killed');
      },
    };
    const relay = startOutboxRelay(test.database, dying, domain, silentLog);
    await until('everything is marked', async () => {
      const { open } = await test.database.one<{ open: number }>(
        sql`select count(*) as open from outbox where published_at is null`,
      );
      return open === 0;
    });
    await relay.stop();
    const received: ConeaEvent[] = [];
    const consumer = eventLog.consume(domain, 'reader', async (event) => void received.push(event));
    await until('all events came', () => received.length >= 6);
    await consumer.stop();
    expect(received.map(({ type, source }) => [type, source])).toEqual(
      Array.from({ length: 3 }, () => [
        ['conea.test.thing.created', '/crashing'],
        ['conea.test.audit.recorded', '/crashing'],
      ]).flat(),
    );
    await eventLog.close();
  });

  it('has its effect once though it is delivered again', async () => {
    const eventLog = await openLog();
    const event: ConeaEvent = {
      ...{
        specversion: '1.0',
        id: 'evt_1',
        source: '/x',
        type: 'conea.x.y',
        subject: 's',
        datacontenttype: 'application/json',
      },
      ...{ time: '2026-11-24T09:00:00.000Z', tenantid: 'org_1', data: {} },
    };
    let tries = 0;
    const apply = async (tx: Transaction) => {
      await tx.execute(sql`insert into things (name) values (${`effect${++tries}`})`);
      if (tries === 1) throw new Error('died after the effect, before the commit');
    };
    await eventLog.append('delivered', [event]);
    const first = consumeOnce(test.database, eventLog, { stream: 'delivered', group: 'group' }, apply);
    await until('the effect is there', async () => (await count('things')) === 1);
    await first.stop();
    await logDatabase.database.execute(sql`update consumer_groups set position = 0 where stream = 'delivered'`);
    const again = consumeOnce(test.database, eventLog, { stream: 'delivered', group: 'group' }, apply);
    await until('it was delivered again', async () => {
      const { position } = await logDatabase.database.one<{ position: number }>(
        sql`select position from consumer_groups where stream = 'delivered'`,
      );
      return position === 1;
    });
    await again.stop();
    expect([await count('things'), tries]).toEqual([1, 2]);
    await eventLog.close();
  });
});
