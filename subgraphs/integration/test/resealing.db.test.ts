import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createDataKeys,
  createEnvelope,
  createMetrics,
  createSecretBox,
  newId,
  sql,
  startResealing,
  subgraphMigrations,
} from '@conea/platform';
import { createTestDatabase, silentLog } from '../../../test/support/database.ts';
import { startProcess } from '../../../test/support/processes.ts';
import { until } from '../../../test/support/until.ts';
import { createCredentialStore } from '../src/store/credential-store.ts';
import { listSealedColumns } from '../src/store/sealing.ts';

const migrations = new URL('../migrations/', import.meta.url).pathname;
const [older, newer] = [randomBytes(32), randomBytes(32)];
const { database: whole, url, drop } = await createTestDatabase([subgraphMigrations, migrations]);
const database = whole.acrossTenants;
afterAll(drop);

/** What a process with these wrapping keys does with credentials. */
function aProcess(...keys: Buffer[]) {
  const box = createSecretBox(() => keys);
  const dataKeys = createDataKeys({ database: whole, box, refresh: async () => undefined });
  const sealing = { envelope: createEnvelope(dataKeys), box };
  const reseal = (retention = 3_600_000) => {
    const columns = listSealedColumns(database, sealing);
    const metrics = createMetrics('test');
    const stop = startResealing({
      ...{ database, keys: dataKeys, columns, metrics, retention },
      log: silentLog,
      interval: 20,
    });
    return { stop, metrics };
  };
  return { box, store: createCredentialStore(database, sealing), reseal };
}

const tenants = Array.from({ length: 3 }, () => newId('org'));
const owners = Array.from({ length: 240 }, (_, index) => ({
  integrationId: newId('int'),
  organizationId: tenants[index % tenants.length] ?? '',
}));
const secretOf = ({ integrationId }: { integrationId: string }) => `canary-${integrationId}`;

async function connect(owner: (typeof owners)[number]) {
  await database.execute(sql`
    insert into integrations (id, organization_id, provider, shop_domain, name, currency_code, is_simulated, status,
      notification_state, connected_at)
    values (${owner.integrationId}, ${owner.organizationId}, 'shopify', ${owner.integrationId}, 'Shop', 'JPY', true, 'active',
      'active', now())`);
}

async function save(process: ReturnType<typeof aProcess>, owner: (typeof owners)[number]) {
  const credentials = { clientId: 'client-id', clientSecret: secretOf(owner) };
  await database.transaction(async (tx) => {
    await process.store.save(tx, owner, credentials, new Date());
    await process.store.saveToken(tx, owner, { token: secretOf(owner), expiresAt: null });
  });
}

async function read(process: ReturnType<typeof aProcess>, owner: (typeof owners)[number]) {
  const locked = await database.transaction((tx) => process.store.lock(tx, owner));
  const [signing] = await process.store.signingSecrets(owner, new Date());
  return [locked?.credentials.clientSecret, locked?.token, signing];
}

const wrappingKeys = async () =>
  (await database.many<{ id: string }>(sql`select distinct wrapping_key_id as id from data_keys`)).map(({ id }) => id);
const underOld = async () =>
  (
    await database.one<{ left: number }>(sql`
      select count(*) as left from (
        select sealed_credentials as sealed from store_credentials
        union all select sealed_access_token from store_credentials
        union all select sealed_secret from signing_secrets) as value
      where split_part(sealed, '.', 2) in (select id from data_keys where wrapping_key_id = ${idOf(older)})`)
  ).left;
const idOf = (key: Buffer) => createSecretBox(key).keyIds()[0] ?? '';

describe('secrets of stores', () => {
  beforeAll(async () => {
    for (const owner of owners) await connect(owner);
    for (const owner of owners) await save(aProcess(older), owner);
  });

  it('are sealed under the newest key after a kill in the middle, while all of them can be read and written', async () => {
    const environment = {
      DATABASE_URL: url,
      WRAPPING_KEYS: [newer, older].map((key) => key.toString('base64')).join(),
    };
    const program = ['subgraphs/integration/test/support/resealing-process.ts'];
    const before = await underOld();
    const first = startProcess(program, environment);
    await until('it has begun', async () => (await underOld()) < before);
    await first.end('SIGKILL');
    expect(await underOld()).toBeGreaterThan(0);

    const late = aProcess(older, newer);
    const load = { isOn: true, reads: 0 };
    const failures: unknown[] = [];
    const client = async (offset: number) => {
      for (let turn = offset; load.isOn; turn++) {
        const owner = owners[turn % owners.length];
        if (!owner) continue;
        if (turn % 10 === 0) await save(aProcess(newer, older), owner).catch((error: unknown) => failures.push(error));
        const found = await read(late, owner).catch((error: unknown) => failures.push(error));
        expect(found).toEqual([secretOf(owner), secretOf(owner), secretOf(owner)]);
        load.reads++;
      }
    };
    const clients = [client(0), client(80), client(160)];
    const second = startProcess(program, environment);
    await until('nothing is left under the old key', async () => (await underOld()) === 0, 40_000);
    load.isOn = false;
    await Promise.all(clients);
    await second.end('SIGTERM');
    expect(failures).toEqual([]);
    expect(load.reads).toBeGreaterThan(10);
    expect(first.output() + second.output()).not.toContain('canary-');
  });

  it('let an old key go when nothing is sealed under it, and not before', async () => {
    const kept = aProcess(newer, older).reseal();
    await until('a pass has run', async () =>
      (await kept.metrics.metrics()).includes('superseded_data_keys{service="test"} '),
    );
    await kept.stop();
    expect(await wrappingKeys()).toContain(idOf(older));
    const { stop } = aProcess(newer, older).reseal(0);
    await until('the old key is gone', async () => (await wrappingKeys()).every((id) => id === idOf(newer)));
    await stop();
    for (const owner of owners.slice(0, 10))
      expect(new Set(await read(aProcess(newer), owner))).toEqual(new Set([secretOf(owner)]));
  });

  it('have keys whose use `npm run keys` shows', async () => {
    const wrappingKeysNow = [newer, older].map((key) => key.toString('base64')).join();
    const shown = startProcess(['scripts/keys.ts'], { INTEGRATION_DATABASE_URL: url, SECRETS_KEY: wrappingKeysNow });
    expect(await shown.exited).toBe(0);
    expect(shown.output()).toMatch(new RegExp(`'${idOf(newer)}' .* 'yes'`));
    expect(shown.output()).toContain(`wrap nothing here: ${idOf(older)}`);
    expect(shown.output()).not.toContain(newer.toString('base64'));
  });

  it('of before organizations had keys are sealed anew too; one that cannot be read stays, and is counted', async () => {
    const [owner, broken] = owners;
    if (!owner || !broken) throw new Error('there are owners');
    const legacy = aProcess(newer);
    const context = ['store_credentials', 'token', owner.organizationId, owner.integrationId].join('|');
    const set = (id: string, sealed: string) =>
      database.execute(sql`update store_credentials set sealed_access_token = ${sealed} where integration_id = ${id}`);
    await set(owner.integrationId, legacy.box.seal('canary-legacy', context));
    await set(broken.integrationId, legacy.box.seal('canary-moved', context));
    const { stop, metrics } = legacy.reseal();
    await until('it was counted', async () =>
      /resealed_values_total\{column="store_credentials.sealed_access_token",result="failure"/.test(
        await metrics.metrics(),
      ),
    );
    await stop();
    expect((await read(legacy, owner))[1]).toBe('canary-legacy');
    const { sealed } = await database.one<{ sealed: string }>(sql`
      select sealed_access_token as sealed from store_credentials where integration_id = ${owner.integrationId}`);
    expect(sealed).toMatch(/^v2\./);
    await expect(read(legacy, broken)).rejects.toMatchObject({ name: 'SecretBoxError' });
  });
});
