import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eraseEverything, newId, registerErasure, sql, type Database, type Sql } from '@conea/platform';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { createTestDatabase, silentLog, type TestDatabase } from '../../../test/support/database.ts';
import { until } from '../../../test/support/until.ts';
import { fileHash } from '../src/domain/audit-archive.ts';
import { createAuditSigner, createAuditVerifier, publicKeyOf } from '../src/domain/audit-keys.ts';
import { signCheckpoints } from '../src/jobs/checkpoint.ts';
import { purgeEverything } from '../src/jobs/purge.ts';
import { indexEverything } from '../src/jobs/index-texts.ts';
import { verifyTenant } from '../src/jobs/verify-tenant.ts';
import { createFolderVault } from '../src/sources/folder-vault.ts';
import { addAuditEvents } from '../src/store/audit-ingest.ts';
import { erasureSteps } from '../src/store/erasure-steps.ts';
import { beginAuditWork } from '../src/store/audit-work.ts';
import { setRetention } from '../src/store/audit-purge-store.ts';
import {
  analyticsMigrations,
  anAuditEvent,
  chainOf,
  newSigningKey,
  runAudit,
  sealingOf,
} from './support/audit-trail.ts';

const day = 86_400_000;
const signingKey = newSigningKey();
const wrappingKey = randomBytes(32);
let test: TestDatabase;
let database: Database;
let tenant: string;
let place: string;
let purged: number;

beforeAll(async () => {
  test = await createTestDatabase(analyticsMigrations);
  database = test.served;
});
afterAll(async () => {
  await test.drop();
});
beforeEach(() => {
  tenant = newId('org');
  place = mkdtempSync(join(tmpdir(), 'conea-audit-'));
  purged = 0;
});
afterEach(async () => {
  rmSync(place, { recursive: true, force: true });
  for (const table of ['audit_entries', 'audit_seals', 'audit_texts', 'audit_terms', 'audit_chains'])
    await run({ text: `delete from ${table}`, values: [] });
});

const run = (statement: Sql) => test.database.execute(statement);
const options = (key = signingKey) => ({
  ...{ database, vault: createFolderVault(place), signer: createAuditSigner(key), log: silentLog },
  verify: createAuditVerifier([publicKeyOf(signingKey)]),
  envelope: sealingOf(database, wrappingKey).envelope,
  onPurged: (count: number) => void (purged += count),
});
const inDays = (days: number) => new Date(Date.now() + days * day);
async function seal(count: number, at = new Date()): Promise<void> {
  const events = Array.from({ length: count }, (_, index) => anAuditEvent(tenant, `thing.${index}`, {}, at));
  await test.database.transaction((tx) => addAuditEvents(tx, events));
  await signCheckpoints(options());
}
const purge = (days = 366) => purgeEverything(options(), inDays(days));
const kept = async () => (await chainOf(test.database, tenant)).map(({ seq }) => seq);
async function firstFault(hasArchives = true): Promise<string | null> {
  const { envelope, ...rest } = options();
  const { fault } = await verifyTenant({ ...rest, envelope: hasArchives ? envelope : undefined }, tenant);
  return fault && `${fault.kind} at ${fault.seq}`;
}
const inVault = (folder: string) =>
  readdirSync(join(place, tenant, folder)).map((name) => join(place, tenant, folder, name));
const archivePlace = (path: string) => ({
  ...{ tenantId: tenant, table: 'audit_archives', column: 'content' },
  rowId: path.slice(place.length + 1),
});
const openArchive = async (path: string) =>
  gunzipSync(await options().envelope.openBytes(archivePlace(path), readFileSync(path, 'utf8'))).toString();
const overwriteArchive = async (path: string, packed: Buffer) =>
  overwrite(path, await options().envelope.seal(archivePlace(path), packed));
const erase = async () => {
  const request = { erasureId: newId('era'), subject: { type: 'Organization', id: tenant } } as const;
  const erasing = { domain: 'analytics', keeps: {} };
  await database.acrossTenants.transaction((tx) => registerErasure(tx, erasing, request));
  await eraseEverything({ ...erasing, database, steps: erasureSteps, log: silentLog });
};
function overwrite(path: string, content: string | Buffer): void {
  chmodSync(path, 0o600);
  writeFileSync(path, content);
}

describe('entries whose time is over', () => {
  it('go into an archive, and a signed tombstone stands for them, so that the chain still verifies', async () => {
    await seal(10);
    await seal(5, inDays(30));
    await indexEverything(test.database);
    expect(await purge()).toBe(0);
    expect(await kept()).toEqual([11, 12, 13, 14, 15]);
    expect(purged).toBe(10);
    expect(await firstFault()).toBeNull();
    for (const table of ['audit_texts', 'audit_terms'])
      expect(await test.database.many({ text: `select from ${table}`, values: [] })).toHaveLength(5);
    const [tombstone = ''] = inVault('tombstones');
    expect(JSON.parse(readFileSync(tombstone, 'utf8'))).toMatchObject({
      ...{ tenant, fromSeq: 1, toSeq: 10, count: 10, archive: expect.stringContaining('.ndjson.gz') },
    });
    const [archive = ''] = inVault('archives');
    const lines = (await openArchive(archive)).trimEnd().split('\n');
    expect(lines).toHaveLength(10);
    expect(lines[0]).toContain('"action":"thing.0"');
  });

  it('stay for as long as the organization says, and others go by their own time', async () => {
    const [first, second] = [tenant, newId('org')];
    await seal(3);
    tenant = second;
    await seal(3);
    await test.database.transaction((tx) => setRetention(tx, second, 90));
    await purge(91);
    expect(await kept()).toEqual([]);
    tenant = first;
    expect(await kept()).toHaveLength(3);
  });

  it('stay until a checkpoint covers them that is older than what can be delivered again', async () => {
    await seal(3, inDays(-400));
    expect(await purge(0)).toBe(0);
    expect(await purge(30)).toBe(0);
    expect(await kept()).toHaveLength(3);
    await purge(32);
    expect(await kept()).toEqual([]);
  });

  it('stay behind one that is younger, so that the range has no hole', async () => {
    await seal(2);
    await seal(1, inDays(100));
    await seal(2);
    await purge();
    expect(await kept()).toEqual([3, 4, 5]);
  });

  it('go range after range, and new entries go on behind them', async () => {
    for (const age of [0, 10, 20]) {
      await seal(4, inDays(age));
      await purge(age + 366);
    }
    expect(await kept()).toEqual([]);
    expect(inVault('tombstones')).toHaveLength(3);
    await seal(2);
    expect(await kept()).toEqual([13, 14]);
    expect(await firstFault()).toBeNull();
  });

  it('are purged once though several processes are at it', async () => {
    await seal(2_500);
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => purge()));
    expect(outcomes).toContain(0);
    expect(purged).toBe(2_500);
    expect(inVault('tombstones')).toHaveLength(1);
    expect(await firstFault()).toBeNull();
  });
});

describe('a purge that was killed', () => {
  const script = fileURLToPath(new URL('support/purge-process/main.ts', import.meta.url));
  const killAt = (step: string) =>
    new Promise<NodeJS.Signals | null>((resolve) => {
      const args = [
        script,
        test.url,
        place,
        signingKey,
        inDays(366).toISOString(),
        wrappingKey.toString('base64'),
        step,
      ];
      spawn(process.execPath, args, { stdio: 'ignore' }).once('exit', (_, signal) => resolve(signal));
    });

  /** Once Postgres has noticed that the process before is gone. */
  async function purgeNext(days?: number): Promise<number | null> {
    let outcome: number | null = null;
    await until('the lock is free', async () => (outcome = await purge(days)) !== null);
    return outcome;
  }

  it.each([
    ['after the archive was written', 'archive', 2_500],
    ['after the tombstone was written', 'tombstone', 2_500],
    ['when a part was gone', 'batch', 1_500],
  ])('%s, is ended by the next one', async (_, step, left) => {
    await seal(2_500);
    expect(await killAt(step)).toBe('SIGKILL');
    expect(await kept()).toHaveLength(left);
    expect(await firstFault()).toBeNull();
    expect(await purgeNext()).toBe(0);
    expect(await kept()).toEqual([]);
    expect([inVault('archives').length, inVault('tombstones').length]).toEqual([1, 1]);
    expect(await firstFault()).toBeNull();
  });

  it('goes on with its own range, though more is over by now', async () => {
    await seal(5);
    await seal(5, inDays(2));
    expect(await killAt('archive')).toBe('SIGKILL');
    await purgeNext(400);
    expect(inVault('archives')).toHaveLength(2);
    expect(await firstFault()).toBeNull();
  });

  it('takes an archive that nobody can read any longer, since its organization was erased in between', async () => {
    await seal(5);
    await killAt('archive');
    await erase();
    expect(await purgeNext()).toBe(0);
    expect(await kept()).toEqual([]);
    expect(inVault('archives')).toHaveLength(1);
    expect(await verifyTenant(options(), tenant)).toMatchObject({ unreadable: 1, fault: null });
  });

  it('takes an archive that another version of gzip packed, and none that says something else', async () => {
    await seal(5);
    await killAt('archive');
    const [archive = ''] = inVault('archives');
    const text = await openArchive(archive);
    await overwriteArchive(archive, gzipSync(text.replace('thing.3', 'thing.9')));
    expect(await purgeNext()).toBe(1);
    expect(await kept()).toHaveLength(5);
    await overwriteArchive(archive, gzipSync(text, { level: 1 }));
    expect(await purge()).toBe(0);
    expect(await firstFault()).toBeNull();
  });
});

describe('an archive', () => {
  beforeEach(async () => {
    await seal(5);
    await purge();
  });

  it('shows nobody without the key of its organization what is in it', async () => {
    const [archive = ''] = inVault('archives');
    const file = readFileSync(archive);
    expect(file.toString()).toMatch(/^v2\.dk_/);
    expect(() => gunzipSync(file)).toThrow();
    expect(await firstFault()).toBeNull();
    const stranger = sealingOf(database, randomBytes(32)).envelope;
    await expect(verifyTenant({ ...options(), envelope: stranger }, tenant)).rejects.toThrow('under another key');
  });

  it('opens in its own place only', async () => {
    const [archive = ''] = inVault('archives');
    const other = archivePlace(archive.replace('0005', '0006'));
    await expect(options().envelope.openBytes(other, readFileSync(archive, 'utf8'))).rejects.toThrow('this place');
  });

  it('of before they were sealed is followed too', async () => {
    const [archive = ''] = inVault('archives');
    const text = await openArchive(archive);
    const [tombstone = ''] = inVault('tombstones');
    const {
      keyId: _,
      signature: __,
      ...stated
    } = z.looseObject({ archive: z.string() }).parse(JSON.parse(readFileSync(tombstone, 'utf8')));
    const plain = { archive: stated.archive.replace('.sealed', ''), file: gzipSync(text) };
    rmSync(archive, { force: true });
    writeFileSync(join(place, plain.archive), plain.file);
    const before = {
      ...z.record(z.string(), z.json()).parse(stated),
      archive: plain.archive,
      archiveHash: fileHash(plain.file),
    };
    const signed = options().signer.sign('conea.audit.tombstone.v1', before);
    overwrite(tombstone, JSON.stringify({ ...before, ...signed }));
    expect(await firstFault()).toBeNull();
  });

  it('opens after the wrapping key was changed and the old one taken away', async () => {
    const newer = randomBytes(32);
    expect(await sealingOf(database, () => [newer, wrappingKey]).keys.rewrapOld()).toBeGreaterThan(0);
    const { envelope } = sealingOf(database, newer);
    expect(await verifyTenant({ ...options(), envelope }, tenant)).toMatchObject({ hasArchives: true, fault: null });
    expect(await sealingOf(database, () => [wrappingKey, newer]).keys.rewrapOld()).toBeGreaterThan(0);
  });

  it('is not to be read once its organization was erased, which is no fault while it is as it was signed', async () => {
    await erase();
    const report = await verifyTenant(options(), tenant);
    expect(report).toMatchObject({ hasArchives: true, unreadable: 1, fault: null });
    const [archive = ''] = inVault('archives');
    overwrite(archive, readFileSync(archive, 'utf8').replace('v2.', 'v2.x'));
    expect(await firstFault()).toBe('archive at 1');
  });

  it('that nobody can read though its organization was not erased is a fault', async () => {
    await run(sql`delete from data_keys where tenant_id = ${tenant}`);
    expect(await firstFault()).toBe('archive at 1');
  });

  it('of what was left of an erased organization is not to be read either', async () => {
    await seal(3, inDays(10));
    await erase();
    await purge(400);
    expect(await kept()).toEqual([]);
    expect(inVault('archives')).toHaveLength(2);
    expect(await test.database.many(sql`select from data_keys where tenant_id = ${tenant}`)).toEqual([]);
    expect(await verifyTenant(options(), tenant)).toMatchObject({ unreadable: 2, fault: null });
  });
});

describe('nothing is purged', () => {
  it.each([
    [
      'an entry was changed',
      () => sql`update audit_entries set action = 'else' where tenant_id = ${tenant} and action = 'thing.3'`,
    ],
    ['an entry is missing', () => sql`delete from audit_entries where tenant_id = ${tenant} and action = 'thing.3'`],
    ['a seal is missing', () => sql`delete from audit_seals where tenant_id = ${tenant} and seq = 3`],
  ])('when %s', async (_, tamper) => {
    await seal(5);
    await run(tamper());
    const before = (await kept()).length;
    expect(await purge()).toBe(1);
    expect(await kept()).toHaveLength(before);
  });

  it('when its archive has gone by the time it is to be deleted', async () => {
    await seal(5);
    const vault = createFolderVault(place);
    const forgetful = {
      ...vault,
      find: async (name: string) => (name.includes('/archives/') ? null : vault.find(name)),
    };
    expect(await purgeEverything({ ...options(), vault: forgetful }, inDays(366))).toBe(1);
    expect(await kept()).toHaveLength(5);
  });

  it('that no checkpoint covers, by the database itself', async () => {
    const events = Array.from({ length: 3 }, () => anAuditEvent(tenant, 'thing'));
    await database.acrossTenants.transaction((tx) => addAuditEvents(tx, events));
    const purged = await database.forTenant(tenant).transaction(async (tx) => {
      await beginAuditWork(tx, 'purge');
      return tx.execute(sql`delete from audit_seals where tenant_id = ${tenant}`);
    });
    expect(purged).toBe(0);
  });

  it('of one organization does not keep the others from it', async () => {
    const broken = tenant;
    await seal(3);
    await run(sql`update audit_entries set action = 'else' where tenant_id = ${broken}`);
    tenant = newId('org');
    await seal(3);
    expect(await purge()).toBe(1);
    expect(await kept()).toEqual([]);
  });
});

describe('verification across tombstones names', () => {
  beforeEach(async () => {
    await seal(10);
    await purge();
    await seal(10, inDays(300));
    expect(await firstFault()).toBeNull();
  });

  it('the first entry of an archive that was changed, though it looks like one', async () => {
    const [archive = ''] = inVault('archives');
    const text = await openArchive(archive);
    await overwriteArchive(archive, gzipSync(text.replace('thing.3', 'thing.9')));
    expect(await firstFault(false)).toBeNull();
    expect(await firstFault()).toBe('changed at 4');
    await overwriteArchive(archive, gzipSync(text.split('\n').toSpliced(6, 1).join('\n')));
    expect(await firstFault()).toBe('deleted at 7');
    await overwriteArchive(archive, gzipSync(text, { level: 1 }));
    expect(await firstFault()).toBe('archive at 1');
    overwrite(archive, 'no archive');
    expect(await firstFault()).toBe('archive at 1');
  });

  it('a range that was purged and whose archive is not there', async () => {
    for (const archive of inVault('archives')) rmSync(archive, { force: true });
    expect(await firstFault()).toBe('archive at 1');
  });

  it('a tombstone that is missing, changed, or signed by a stranger', async () => {
    const [tombstone = ''] = inVault('tombstones');
    const text = readFileSync(tombstone, 'utf8');
    overwrite(tombstone, text.replace('"count":10', '"count":11'));
    expect(await firstFault(false)).toBe('tombstone at 1');
    const { keyId: _, signature: __, ...stated } = z.record(z.string(), z.json()).parse(JSON.parse(text));
    const stranger = createAuditSigner(newSigningKey()).sign('conea.audit.tombstone.v1', stated);
    overwrite(tombstone, JSON.stringify({ ...stated, ...stranger }));
    expect(await firstFault(false)).toBe('tombstone at 1');
    renameSync(tombstone, `${place}/aside`);
    expect(await firstFault(false)).toBe('tombstone at 1');
  });

  it('a tombstone of what no checkpoint covers', async () => {
    for (const checkpoint of inVault('checkpoints')) rmSync(checkpoint, { force: true });
    expect(await firstFault(false)).toBe('tombstone at 1');
  });

  it('entries that were deleted without a tombstone, cut off, or swapped, behind what was purged', async () => {
    const entryAt = (seq: number) =>
      sql`(select entry_id from audit_seals where tenant_id = ${tenant} and seq = ${seq})`;
    await run(sql`update audit_seals set seq = -1 where tenant_id = ${tenant} and seq = 14`);
    await run(sql`update audit_seals set seq = 14 where tenant_id = ${tenant} and seq = 16`);
    await run(sql`update audit_seals set seq = 16 where tenant_id = ${tenant} and seq = -1`);
    expect(await firstFault()).toBe('swapped at 14');
    await run(sql`delete from audit_entries where id = ${entryAt(13)}`);
    expect(await firstFault()).toBe('deleted at 13');
    await run(sql`delete from audit_seals where tenant_id = ${tenant} and seq between 11 and 12`);
    expect(await firstFault()).toBe('deleted at 11');
    await run(sql`delete from audit_seals where tenant_id = ${tenant}`);
    expect(await firstFault()).toBe('cut at 11');
  });

  it('it on the command line, with the archives or without', async () => {
    const keys = { AUDIT_TRUSTED_KEYS: publicKeyOf(signingKey), SECRETS_KEY: wrappingKey.toString('base64') };
    const audit = (...args: string[]) =>
      runAudit(['verify', ...args], { ANALYTICS_DATABASE_URL: test.url, AUDIT_DIRECTORY: place, ...keys });
    const good = `${tenant}: good, entries 11 to 20, 2 checkpoints, 10 purged`;
    expect(await audit()).toEqual({ code: 0, output: `${good}\n` });
    expect(await audit('--archives')).toEqual({ code: 0, output: `${good} and followed in their archives\n` });
    for (const archive of inVault('archives')) rmSync(archive, { force: true });
    expect(await audit('--archives')).toMatchObject({
      code: 1,
      output: expect.stringContaining('BAD at entry 1: archive'),
    });
  });
});
