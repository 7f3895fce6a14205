import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createDatabase, createListener, sql, type LiveUrl } from '@conea/platform';
import { createTestDatabase, silentLog, type TestDatabase } from '../../test/support/database.ts';
import { until } from '../../test/support/until.ts';

let db: TestDatabase;
const role = `rotated_${randomUUID().replaceAll('-', '')}`;

const asSuperuser = async (statement: string) => {
  const client = await db.database.connect();
  await client.query(statement);
  client.release();
};
const setPassword = (password: string) => asSuperuser(`alter role ${role} password '${password}'`);
const urlWith = (password: string) => {
  const url = new URL(db.url);
  [url.username, url.password] = [role, password];
  return url.href;
};

beforeAll(async () => {
  db = await createTestDatabase([]);
  await asSuperuser(`create role ${role} login`);
});
afterAll(async () => {
  await db.drop();
});

/** A URL that is told the new password so many refreshes later. */
function aLiveUrl(old: string, next: string, refreshes: number): LiveUrl & { refreshes(): number } {
  let count = 0;
  return {
    now: () => urlWith(count >= refreshes ? next : old),
    refresh: async () => void count++,
    refreshes: () => count,
  };
}

const open = (url: LiveUrl | string) => createDatabase({ url, name: 'rotated', log: silentLog, maxConnections: 2 });

describe('a password that changed in Postgres first', () => {
  it('is waited for: whoever is refused reads the secrets until they have it', async () => {
    await setPassword('second');
    const url = aLiveUrl('first', 'second', 3);
    const database = open(url);
    expect(await database.one(sql`select 1 as one`)).toEqual({ one: 1 });
    expect(url.refreshes()).toBe(3);
    await database.close();
  });

  it('is refused where the URL is a text, without a second try', async () => {
    await setPassword('second');
    const database = open(urlWith('first'));
    await expect(database.one(sql`select 1 as one`)).rejects.toMatchObject({ code: '28P01' });
    await database.close();
  });
});

it('a listener connects again with the new password', async () => {
  await setPassword('third');
  const url = aLiveUrl('third', 'fourth', 1);
  const listener = createListener(url, silentLog);
  let heard = 0;
  listener.listen('rotations', () => heard++);
  await until('it listens', () => heard === 1);
  await setPassword('fourth');
  await url.refresh();
  await asSuperuser(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${role}'`);
  await until('it listens again', () => heard === 2);
  await listener.close();
});
