import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  consumePages,
  createExportKeys,
  eventLogMigrations,
  newId,
  openEventLog,
  openPage,
  PageError,
  recordsOf,
  requestPage,
  sql,
  startPersonalData,
  subgraphMigrations,
  type EventLog,
  type ExportKeys,
  type PersonalDataRequest,
  type PersonalDataPage,
  type PersonalDataSource,
} from '@conea/platform';
import { z } from 'zod';
import { createTestDatabase, silentLog, type TestDatabase } from '../../test/support/database.ts';
import { until } from '../../test/support/until.ts';

let test: TestDatabase;
let logs: TestDatabase;
let eventLog: EventLog;
let keys: ExportKeys;
let pages: PersonalDataPage[];
const [aiko, ben] = [newId('usr'), newId('usr')];

beforeAll(async () => {
  [test, logs] = await Promise.all([
    createTestDatabase([subgraphMigrations]),
    createTestDatabase([eventLogMigrations]),
  ]);
  keys = createExportKeys();
  await test.database.execute(sql`
    create table notes (id text primary key, user_id text not null, organization_id text not null, text text not null)`);
  await test.database.execute(sql`alter table notes owner to conea`);
  await test.served.execute(sql`alter table notes enable row level security, force row level security`);
  await test.served.execute(sql`create policy tenant on notes using (is_bound_to(organization_id))`);
});
afterAll(() => Promise.all([test.drop(), logs.drop()]));
beforeEach(async () => {
  await test.database.execute(sql`truncate notes`);
  await logs.database.execute(sql`truncate streams, events, consumer_groups, dead_letters`);
  eventLog = await openEventLog({ EVENT_LOG_DATABASE_URL: logs.url }, silentLog);
  pages = [];
});
afterEach(() => eventLog.close());

const notesAs = (kind: string) =>
  recordsOf(kind, { table: sql`notes`, whose: (id) => sql`user_id = ${id}`, columns: sql`id, text` });

const write = (userId: string, texts: readonly string[], organizationId = 'org_1') =>
  test.database.execute(sql`
    insert into notes (id, user_id, organization_id, text)
    select 'note_' || lpad(place::text, 6, '0') || ${userId + organizationId}, ${userId}, ${organizationId}, text
    from unnest(${texts}::text[]) with ordinality as given (text, place)`);

const aRequest = (over: Partial<PersonalDataRequest> = {}): PersonalDataRequest => ({
  ...{ id: newId('req'), exportId: 'exp_1', userId: aiko, domain: 'shop', page: 0, after: null },
  ...{ publicKey: keys.publicKey, expiresAt: new Date(Date.now() + 60_000).toISOString(), ...over },
});

function start(sources: readonly PersonalDataSource[] = [notesAs('note')], log = eventLog) {
  const limits = { pageBytes: 1_000, batchSize: 4 };
  return startPersonalData({ database: test.served, eventLog: log, domain: 'shop', sources, limits });
}
const receive = () => consumePages(eventLog, 'test', async (page) => void pages.push(page));

async function ask(request: PersonalDataRequest): Promise<PersonalDataPage> {
  const before = pages.length;
  await requestPage(eventLog, request);
  await until('a page came', () => pages.length > before);
  const page = pages.at(-1);
  if (!page) throw new Error('expected a page');
  return page;
}

const line = z.object({ domain: z.string(), kind: z.string(), record: z.object({ text: z.string() }) });
async function linesOf(page: PersonalDataPage) {
  const text = (await openPage(keys.privateKey, page, page)).toString('utf8');
  const lines = text === '' ? [] : text.trimEnd().split('\n');
  return lines.map((one) => line.parse(JSON.parse(one)));
}

/** Asks for one page after the other, as whoever exports does. */
async function askForAll(over: Partial<PersonalDataRequest> = {}) {
  const lines: z.infer<typeof line>[] = [];
  for (let page = 0, after: PersonalDataRequest['after'] = null, isMore = true; isMore; page++) {
    const answer = await ask(aRequest({ ...over, page, after }));
    expect(answer.page).toBe(page);
    lines.push(...(await linesOf(answer)));
    after = answer.next;
    isMore = after !== null;
  }
  return lines;
}

describe('what a domain holds about a person', () => {
  it('is told page by page, all of it once, whatever organization it is in, and nothing of anybody else', async () => {
    const texts = Array.from({ length: 40 }, (_, number) => `hers ${number}`);
    await write(aiko, texts);
    await write(aiko, ['hers elsewhere'], 'org_2');
    await write(ben, ['his']);
    start([notesAs('note'), notesAs('copy')]);
    receive();
    const lines = await askForAll();
    expect(pages.length).toBeGreaterThan(3);
    const told = (kind: string) => lines.filter((line) => line.kind === kind).map(({ record }) => record.text);
    expect(told('note').sort()).toEqual([...texts, 'hers elsewhere'].sort());
    expect(told('copy').sort()).toEqual(told('note').sort());
    expect(JSON.stringify(lines)).not.toContain('his');
    const counts = pages.map(({ recordCounts }) => (recordCounts['note'] ?? 0) + (recordCounts['copy'] ?? 0));
    expect(counts.reduce((sum, count) => sum + count)).toBe(82);
  });

  it('comes in pages of a limited size, and a record that is larger in one of its own', async () => {
    await write(aiko, ['a'.repeat(400), 'b'.repeat(5_000), 'c'.repeat(400), 'd']);
    start();
    receive();
    const lines = await askForAll();
    expect(lines.map(({ record }) => record.text[0])).toEqual(['a', 'b', 'c', 'd']);
    expect(pages.map(({ recordCounts }) => recordCounts['note'])).toEqual([1, 1, 2]);
  });

  it('is nothing for whom it does not know', async () => {
    await write(ben, ['his']);
    start();
    receive();
    expect(await askForAll()).toEqual([]);
    expect(pages).toMatchObject([{ next: null, byteSize: 0, recordCounts: {} }]);
  });

  it('loses and repeats nothing that was there all along, when other records come and go meanwhile', async () => {
    const texts = Array.from({ length: 30 }, (_, number) => `note ${number}`);
    await write(aiko, texts);
    start();
    receive();
    const first = await ask(aRequest());
    const seen = await linesOf(first);
    await test.database.execute(sql`delete from notes where text = any(${seen.map(({ record }) => record.text)})`);
    await write(aiko, ['later'], 'zzz');
    for (let { next } = first, page = 1; next; page++) {
      const answer = await ask(aRequest({ page, after: next }));
      seen.push(...(await linesOf(answer)));
      next = answer.next;
    }
    expect(seen.map(({ record }) => record.text).filter((text) => text !== 'later')).toEqual(texts);
  });
});

describe('a request', () => {
  it('of another domain, or of an export that is over, is not answered', async () => {
    await write(aiko, ['hers']);
    start();
    receive();
    await requestPage(eventLog, aRequest({ domain: 'other' }));
    await requestPage(eventLog, aRequest({ expiresAt: new Date(Date.now() - 1).toISOString() }));
    await ask(aRequest({ exportId: 'exp_2' }));
    expect(pages.map(({ exportId }) => exportId)).toEqual(['exp_2']);
  });

  it('is answered once, however often it is sent', async () => {
    await write(aiko, ['hers']);
    start();
    receive();
    const request = aRequest();
    await ask(request);
    await requestPage(eventLog, request);
    await ask(aRequest({ exportId: 'exp_2' }));
    expect(pages.map(({ exportId }) => exportId)).toEqual(['exp_1', 'exp_2']);
  });

  it('is answered by the next process when one stopped over it', async () => {
    await write(aiko, ['hers']);
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const other = await openEventLog({ EVENT_LOG_DATABASE_URL: logs.url }, silentLog);
    const stuck = start([{ kind: 'note', list: async () => (begin(), Promise.reject(new Error('gone'))) }], other);
    await requestPage(eventLog, aRequest());
    await begun;
    await stuck.stop();
    await other.close();
    start();
    receive();
    await until('a page came', () => pages.length === 1);
  });

  it('does not hold up those behind it when it cannot be answered', async () => {
    await write(aiko, ['hers']);
    start();
    receive();
    await requestPage(eventLog, aRequest({ after: { kind: 'gone', cursor: '' } }));
    await ask(aRequest({ exportId: 'exp_2' }));
    expect(await eventLog.deadLetters('personal-data-requests', 'shop')).toHaveLength(1);
  }, 60_000);
});

describe('a page on its way', () => {
  it('shows nothing of what is in it, and opens with the key of its export only, in its place', async () => {
    await write(aiko, ['her secret']);
    start();
    receive();
    const page = await ask(aRequest());
    const { events } = await logs.database.one<{ events: string }>(sql`
      select string_agg(event::text, '') as events from events where stream = 'personal-data-pages'`);
    expect(events).not.toMatch(/her secret|usr_|note_/);
    const { privateKey: another } = createExportKeys();
    await expect(openPage(another, page, page)).rejects.toThrow(PageError);
    for (const place of [{ exportId: 'exp_2' }, { domain: 'other' }, { page: 1 }])
      await expect(openPage(keys.privateKey, { ...page, ...place }, page)).rejects.toThrow(PageError);
    const changed = { ...page, sealed: page.sealed.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) };
    await expect(openPage(keys.privateKey, page, changed)).rejects.toThrow(PageError);
  });
});
