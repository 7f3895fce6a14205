import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMetrics, createSecretBox, sql, startResealing } from '@conea/platform';
import { createTestDatabase, silentLog, type TestDatabase } from '../../../test/support/database.ts';
import { until } from '../../../test/support/until.ts';
import { listSealedColumns } from '../src/store/sealed-columns.ts';
import { openFingerprint } from '../src/store/named-secrets.ts';
import { aClock, createSeals, identityMigrations, openTestKeys } from './support/identity-server.ts';

let db: TestDatabase;
const clock = aClock();
const [older, newer] = [randomBytes(32), randomBytes(32)];
const idOf = (key: Buffer) => createSecretBox(key).keyIds()[0] ?? '';

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
});
afterAll(() => db.drop());

const open = async (...keys: Buffer[]) => (await openTestKeys(db.served, clock.read, keys)).keyring.current();
const fingerprint = async (...keys: Buffer[]) => {
  const compute = await openFingerprint(db.served, createSeals(db.served, keys), keys);
  return compute('account', 'aiko@example.com').toString('hex');
};
/** Seals anew what a process with these keys finds, and forgets data keys that are not used at once. */
const reseal = (...keys: Buffer[]) => {
  const { dataKeys, ...seals } = createSeals(db.served, keys);
  const { acrossTenants: database } = db.served;
  const columns = listSealedColumns(database, seals);
  return startResealing({
    ...{ database, keys: dataKeys, columns, log: silentLog, metrics: createMetrics('test') },
    ...{ interval: 20, retention: 0 },
  });
};
const wrapping = async () => {
  const rows = await db.database.many<{ id: string }>(sql`select distinct wrapping_key_id as id from data_keys`);
  return rows.map(({ id }) => id);
};

describe('a new SECRETS_KEY', () => {
  it('takes the place of the old one while both are there: the same keys and fingerprints open under it alone', async () => {
    const before = await open(older);
    const known = await fingerprint(older);
    expect(await wrapping()).toEqual([idOf(older)]);
    // A process that has not heard of the new one yet.
    const late = await openTestKeys(db.served, clock.read, [older, newer]);

    const stop = reseal(newer, older);
    await until('the old key wraps nothing', async () => (await wrapping()).every((id) => id === idOf(newer)));
    await stop();

    clock.advance(11);
    expect((await late.keyring.current()).signer.id).toBe(before.signer.id);
    const after = await open(newer);
    expect(after.signer.id).toBe(before.signer.id);
    expect(after.refreshSecrets).toEqual(before.refreshSecrets);
    expect(await fingerprint(newer)).toBe(known);
    await expect(open(older)).rejects.toThrow('start with the SECRETS_KEY that they were sealed under');
  });

  it('goes on where another process was stopped, whatever is left', async () => {
    const stop = reseal(older, newer);
    await stop();
    const goOn = reseal(older, newer);
    await until('nothing is left', async () => (await wrapping()).every((id) => id === idOf(older)));
    await goOn();
    expect((await open(older)).jwks.keys).toHaveLength(2);
  });

  it('opens what was sealed by SECRETS_KEY itself, before there were data keys, and seals it anew', async () => {
    const { box } = createSeals(db.served, [older]);
    const secrets = await open(older);
    const { id, secret } = secrets.refreshKey;
    const legacy = box.seal(secret, `signing_keys|sealed_secret|${id}`);
    await db.database.execute(sql`update signing_keys set sealed_secret = ${legacy} where id = ${id}`);
    expect((await open(older)).refreshKey.secret).toEqual(secret);
    const stop = reseal(older);
    await until('it was sealed anew', async () => {
      const { sealed } = await db.database.one<{ sealed: string }>(
        sql`select sealed_secret as sealed from signing_keys where id = ${id}`,
      );
      return sealed.startsWith('v2.');
    });
    await stop();
    expect((await open(older)).refreshKey.secret).toEqual(secret);
  });
});
