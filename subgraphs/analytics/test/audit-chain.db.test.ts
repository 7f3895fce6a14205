import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId, sql, type ConeaEvent, type Sql } from '@conea/platform';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, silentLog, type TestDatabase } from '../../../test/support/database.ts';
import { createAuditSigner, createAuditVerifier, publicKeyOf } from '../src/domain/audit-keys.ts';
import { signCheckpoints, signTenant } from '../src/jobs/checkpoint.ts';
import { verifyTenant } from '../src/jobs/verify-tenant.ts';
import { createFolderVault } from '../src/sources/folder-vault.ts';
import { addAuditEvents } from '../src/store/audit-ingest.ts';
import {
  analyticsMigrations,
  anAuditEvent,
  chainOf,
  forgeFrom as forge,
  newSigningKey,
  runAudit,
} from './support/audit-trail.ts';

const signingKey = newSigningKey();
const verify = createAuditVerifier([publicKeyOf(signingKey)]);
let test: TestDatabase;
let tenant: string;
let place: string;

beforeAll(async () => {
  test = await createTestDatabase(analyticsMigrations);
});
afterAll(() => test.drop());
beforeEach(async () => {
  tenant = newId('org');
  place = mkdtempSync(join(tmpdir(), 'conea-audit-'));
  for (const table of ['audit_entries', 'audit_seals', 'audit_chains'])
    await test.database.execute({ text: `delete from ${table}`, values: [] });
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const options = (key = signingKey) => ({
  ...{
    database: test.database,
    vault: createFolderVault(place),
    signer: createAuditSigner(key),
    verify,
    log: silentLog,
  },
});
const anEvent = (action: string, data: object = {}, of = tenant) => anAuditEvent(of, action, data);
const ingest = (events: ConeaEvent[]) => test.database.transaction((tx) => addAuditEvents(tx, events));
const many = (count: number) => Array.from({ length: count }, (_, index) => anEvent(`thing.${index}`));
const run = (statement: Sql) => test.database.execute(statement);
async function seal(count: number): Promise<void> {
  await ingest(many(count));
}
/** The first fault of the tenant's chain, as kind and number. */
async function firstFault(from = 1): Promise<string | null> {
  const { fault } = await verifyTenant(options(), tenant, from);
  return fault && `${fault.kind} at ${fault.seq}`;
}
const chain = () => chainOf(test.database, tenant);
const entryAt = (seq: number) => sql`(select entry_id from audit_seals where tenant_id = ${tenant} and seq = ${seq})`;

const forgeFrom = (seq: number) => forge(test.database, tenant, seq);

describe('what comes in', () => {
  it('is kept once, however often it comes', async () => {
    const events = many(3);
    expect(await ingest(events)).toMatchObject({ added: 3 });
    expect(await ingest([...events, ...events])).toMatchObject({ added: 0 });
    expect(await ingest([...events, anEvent('another')])).toMatchObject({ added: 1 });
    expect(await chain()).toHaveLength(4);
    expect(await firstFault()).toBeNull();
  });

  it('is kept beside the trail when it cannot be read, and does not stop its neighbours', async () => {
    const broken = anEvent('broken', { result: 'perhaps' });
    expect(await ingest([broken, anEvent('whole')])).toMatchObject({ added: 1, rejected: [{ eventId: broken.id }] });
    const { event } = await test.database.one<{ event: unknown }>(
      sql`select event from audit_rejects where event_id = ${broken.id}`,
    );
    expect(event).toEqual(broken);
  });

  it('has all that the trail promises, and no secret', async () => {
    const canary = 'canary-7d1f';
    const metadata = {
      ...{ role: 'admin', password: canary, nested: [{ refreshToken: canary, tokenId: 'tok_1', hasPassword: true }] },
      note: `conea_ak_${canary.replace('-', '')}xyz_${'a'.repeat(32)}`,
    };
    const where = { resourceType: 'User', resourceId: 'usr_2', userAgent: 'curl/8', requestId: 'req_1', metadata };
    await ingest([anEvent('user.change_role', where)]);
    const [{ entry } = { entry: null }] = await chain();
    expect(entry).toMatchObject({
      ...{ actorId: 'usr_1', action: 'user.change_role', resourceType: 'User', resourceId: 'usr_2', result: 'success' },
      ...{ ipAddress: '192.0.2.1', userAgent: 'curl/8', requestId: 'req_1', occurredAt: expect.any(Date) },
      metadata: { role: 'admin', nested: [{ tokenId: 'tok_1', hasPassword: true }] },
    });
    const dump = await test.database.many(sql`select * from audit_entries`);
    expect(JSON.stringify(dump)).not.toMatch(/canary-7d1f|canary7d1f/);
  });
});

describe('sealing', () => {
  it('makes one chain of each tenant though many take in at once, of several tenants each', async () => {
    const other = newId('org');
    const theirs = Array.from({ length: 700 }, () => anEvent('theirs', {}, other));
    const batches = Array.from({ length: 7 }, (_, index) => [
      ...many(171),
      ...theirs.slice(index * 100, index * 100 + 100),
    ]);
    // The tenants in another order each time: nobody waits for each other.
    await Promise.all(batches.map((batch, index) => ingest(index % 2 === 0 ? batch : batch.toReversed())));
    expect((await chain()).map(({ seq }) => seq)).toEqual(Array.from({ length: 1_197 }, (_, index) => index + 1));
    expect(await firstFault()).toBeNull();
    expect((await verifyTenant(options(), other)).toSeq).toBe(700);
  });
});

describe('verification names', () => {
  beforeEach(async () => {
    await seal(10);
    await signCheckpoints(options());
    await seal(10);
    await signCheckpoints(options());
    expect(await firstFault()).toBeNull();
  });

  it.each(['action', 'actor_id', 'resource_id', 'result', 'ip_address', 'user_agent', 'request_id', 'domain'])(
    'an entry whose %s was changed',
    async (column) => {
      const text = `update audit_entries set ${column} = 'else' where id = (select entry_id from audit_seals where tenant_id = $1 and seq = 7)`;
      await run({ text, values: [tenant] });
      expect(await firstFault()).toBe('changed at 7');
    },
  );

  it('an entry whose time or facts were changed', async () => {
    await run(sql`update audit_entries set metadata = '{"a":1}' where id = ${entryAt(15)}`);
    expect(await firstFault()).toBe('changed at 15');
    await run(sql`update audit_entries set occurred_at = occurred_at - interval '1 day' where id = ${entryAt(3)}`);
    expect(await firstFault()).toBe('changed at 3');
  });

  it('an entry that was deleted, with its seal and without', async () => {
    await run(sql`delete from audit_entries where id = ${entryAt(12)}`);
    expect(await firstFault()).toBe('deleted at 12');
    await run(sql`delete from audit_seals where tenant_id = ${tenant} and seq = 5`);
    expect(await firstFault()).toBe('deleted at 5');
  });

  it('the first of two entries that were swapped', async () => {
    await run(sql`update audit_seals set seq = -1 where tenant_id = ${tenant} and seq = 4`);
    await run(sql`update audit_seals set seq = 4 where tenant_id = ${tenant} and seq = 9`);
    await run(sql`update audit_seals set seq = 9 where tenant_id = ${tenant} and seq = -1`);
    expect(await firstFault()).toBe('swapped at 4');
  });

  it('the first entry of an end that was cut off, though the database knows nothing of it any more', async () => {
    await run(
      sql`delete from audit_entries where id in (select entry_id from audit_seals where tenant_id = ${tenant} and seq > 17)`,
    );
    await run(sql`delete from audit_seals where tenant_id = ${tenant} and seq > 17`);
    const hash = sql`(select hash from audit_seals where tenant_id = ${tenant} and seq = 17)`;
    await run(sql`update audit_chains set seq = 17, hash = ${hash}, signed_seq = 10 where tenant_id = ${tenant}`);
    expect(await firstFault()).toBe('cut at 18');
  });

  it('the whole of a chain that was deleted', async () => {
    for (const table of ['audit_entries', 'audit_seals', 'audit_chains'])
      await run({ text: `delete from ${table} where tenant_id = $1`, values: [tenant] });
    expect(await firstFault()).toBe('cut at 1');
  });

  it('where a forged chain begins at the earliest, whose hashes all fit', async () => {
    await run(sql`update audit_entries set actor_id = 'usr_else' where id = ${entryAt(14)}`);
    await forgeFrom(14);
    expect(await firstFault()).toBe('forged at 11');
    expect(await firstFault(12)).toBe('forged at 11');
  });

  it('an entry that was put in past the chain', async () => {
    await run(sql`insert into audit_entries (id, tenant_id, domain, action, result, occurred_at)
      values ('evt_x', ${tenant}, 'ai', 'made.up', 'success', now())`);
    expect(await firstFault()).toBe('unsealed at 21');
  });

  it('a checkpoint that is missing, changed, or signed by a stranger', async () => {
    const folder = join(place, tenant, 'checkpoints');
    const [first = '', last = ''] = readdirSync(folder).map((name) => join(folder, name));
    renameSync(last, `${place}/aside`);
    expect(await firstFault()).toBe('checkpoint at 11');
    renameSync(`${place}/aside`, last);
    renameSync(first, `${place}/aside`);
    expect(await firstFault()).toBe('checkpoint at 1');
    renameSync(`${place}/aside`, first);
    const text = readFileSync(last, 'utf8');
    chmodSync(last, 0o600);
    writeFileSync(last, text.replace('"count":10', '"count":11'));
    expect(await firstFault()).toBe('checkpoint at 11');
    writeFileSync(last, text);
    await seal(1);
    await signCheckpoints(options(newSigningKey()));
    expect(await firstFault()).toBe('checkpoint at 21');
  });

  it('nothing before the last checkpoint in front of where it is to begin', async () => {
    await run(sql`update audit_entries set action = 'else' where id = ${entryAt(7)}`);
    expect(await firstFault(15)).toBeNull();
    expect(await firstFault(10)).toBe('changed at 7');
  });
});

describe('a checkpoint', () => {
  it('is not signed over a chain that was tampered with', async () => {
    await seal(5);
    await signCheckpoints(options());
    await seal(5);
    await run(sql`update audit_entries set action = 'else' where id = ${entryAt(8)}`);
    expect(await signCheckpoints(options())).toBe(1);
    await expect(signTenant(options(), tenant)).rejects.toThrow('broken at 8');
    await run(sql`update audit_entries set action = 'else' where id = ${entryAt(4)}`);
    await forgeFrom(4);
    await expect(signTenant(options(), tenant)).rejects.toThrow('broken at 6');
  });

  it('is signed once though several sign at the same time, and goes on after one died in between', async () => {
    await seal(5);
    await Promise.all(Array.from({ length: 5 }, () => signCheckpoints(options())));
    expect(readdirSync(join(place, tenant, 'checkpoints'))).toHaveLength(1);
    await run(sql`update audit_chains set signed_seq = 0 where tenant_id = ${tenant}`);
    expect(await signCheckpoints(options())).toBe(0);
    await run(sql`update audit_chains set signed_seq = 0 where tenant_id = ${tenant}`);
    await seal(5);
    expect(await signCheckpoints(options())).toBe(0);
    expect(readdirSync(join(place, tenant, 'checkpoints'))).toHaveLength(2);
    expect(await firstFault()).toBeNull();
  });
});

describe('npm run audit -- verify', () => {
  const audit = (args: string[], environment: NodeJS.ProcessEnv = {}) => {
    const keys = { AUDIT_TRUSTED_KEYS: publicKeyOf(signingKey) };
    return runAudit(args, { ANALYTICS_DATABASE_URL: test.url, AUDIT_DIRECTORY: place, ...keys, ...environment });
  };

  it('says that every chain is good, or where the first bad entry is, by its exit code too', async () => {
    await seal(10);
    await signCheckpoints(options());
    expect(await audit(['verify'])).toEqual({ code: 0, output: `${tenant}: good, entries 1 to 10, 1 checkpoints\n` });
    await run(sql`update audit_entries set action = 'else' where id = ${entryAt(7)}`);
    const { code, output } = await audit(['verify', '--tenant', tenant]);
    expect(code).toBe(1);
    expect(output).toContain(`${tenant}: BAD at entry 7 (evt_`);
    expect(output).toContain('changed');
    expect((await audit(['verify', '--tenant', tenant, '--from', '8'])).code).toBe(1);
  });

  it('helps, and says when it could not look', async () => {
    expect(await audit(['--help'])).toMatchObject({ code: 0 });
    expect((await audit([])).code).toBe(2);
    expect((await audit(['verify', '--from', 'x'])).code).toBe(2);
    const nowhere = { ANALYTICS_DATABASE_URL: 'postgres://127.0.0.1:1/none' };
    expect((await audit(['verify'], nowhere)).code).toBe(2);
  });
});
