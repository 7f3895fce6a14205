import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createDataKeys, createEnvelope, createSecretBox, newId, sql, subgraphMigrations } from '@conea/platform';
import { encrypt } from '@conea/platform/encryption/aead';
import { createTestDatabase } from '../../test/support/database.ts';
import { describeWhole } from './secrets-contract.ts';

const canary = 'canary-51b2e0';
const { database, drop } = await createTestDatabase([subgraphMigrations]);
afterAll(drop);

const older = randomBytes(32);
const newer = randomBytes(32);
/** A process with these wrapping keys, the newest first; `refreshed` is what it finds when it reads them again. */
function aProcess(keys: readonly Buffer[], refreshed = keys) {
  let list = keys;
  const box = createSecretBox(() => list);
  const dataKeys = createDataKeys({ database, box, refresh: async () => void (list = refreshed), maxAge: 60_000 });
  return { dataKeys, envelope: createEnvelope(dataKeys) };
}
const aPlace = () => ({ tenantId: newId('org'), table: 'stores', column: 'token', rowId: newId('row') });

describe('an envelope', () => {
  it('is opened where it was sealed, by another process too', async () => {
    const place = aPlace();
    const sealed = await aProcess([older]).envelope.seal(place, canary);
    expect(sealed).toMatch(/^v2\.dk_[0-9a-f]{32}\./);
    expect(await aProcess([older]).envelope.open(place, sealed)).toBe(canary);
  });

  it('is refused in another row, column, table or tenant, and the refusal does not tell it', async () => {
    const { envelope } = aProcess([older]);
    const place = aPlace();
    const sealed = await envelope.seal(place, canary);
    const other = aPlace();
    await envelope.seal(other, 'so that the other tenant has a key');
    const swapped = [
      { ...place, rowId: other.rowId },
      { ...place, column: 'secret' },
      { ...place, table: 'shops' },
      { ...place, tenantId: other.tenantId },
    ];
    for (const elsewhere of swapped) {
      const error = await envelope.open(elsewhere, sealed).catch((failure: unknown) => failure);
      expect(error).toMatchObject({ name: 'EnvelopeError' });
      expect(JSON.stringify(describeWhole(error))).not.toContain(canary);
      expect(JSON.stringify(describeWhole(error))).not.toContain(sealed.slice(-20));
    }
  });

  it('is refused when its key id is that of another key of the tenant', async () => {
    const place = aPlace();
    const before = await aProcess([older]).envelope.seal(place, canary);
    const { envelope } = aProcess([newer, older]);
    const [, newId = ''] = (await envelope.seal(place, 'other')).split('.');
    const [version, , ...rest] = before.split('.');
    await expect(envelope.open(place, [version, newId, ...rest].join('.'))).rejects.toThrow('was changed');
  });

  it('is refused with any bit flipped', async () => {
    const { envelope } = aProcess([older]);
    const place = aPlace();
    const [version, id, ...parts] = (await envelope.seal(place, canary)).split('.');
    for (const [part, text] of parts.entries()) {
      const bytes = Buffer.from(text, 'base64url');
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const flipped = Buffer.from(bytes);
        flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        const changed = [version, id, ...parts.with(part, flipped.toString('base64url'))].join('.');
        await expect(envelope.open(place, changed)).rejects.toMatchObject({ name: 'EnvelopeError' });
      }
    }
  });

  it.each(['', 'plain text', 'v2.dk_1.a.b.c', 'v3.x.y'])('is refused when it is none: %p', async (text) => {
    await expect(aProcess([older]).envelope.open(aPlace(), text)).rejects.toThrow('is not a sealed value');
  });
});

describe('keys of tenants', () => {
  it('are one for each tenant, however many processes ask for it at once', async () => {
    const { tenantId } = aPlace();
    const asked = Array.from({ length: 20 }, () => aProcess([older]).dataKeys.current(tenantId));
    expect(new Set((await Promise.all(asked)).map(({ id }) => id)).size).toBe(1);
  });

  it('open after a rotation, and new values are sealed under the newest', async () => {
    const place = aPlace();
    const before = await aProcess([older]).envelope.seal(place, canary);
    const rotated = aProcess([newer, older]);
    const after = await rotated.envelope.seal(place, canary);
    expect(after.split('.')[1]).not.toBe(before.split('.')[1]);
    expect(await rotated.envelope.open(place, before)).toBe(canary);
    expect(await aProcess([newer]).envelope.open(place, after)).toBe(canary);
    await expect(aProcess([newer]).envelope.open(place, before)).rejects.toThrow('sealed under another key');
  });

  it('open in a process that has not heard of the newest wrapping key yet: it asks for it', async () => {
    const place = aPlace();
    const sealed = await aProcess([newer, older]).envelope.seal(place, canary);
    const late = aProcess([older], [newer, older]);
    expect(await late.envelope.open(place, sealed)).toBe(canary);
    expect((await late.envelope.seal(place, canary)).split('.')[1]).toBe(sealed.split('.')[1]);
  });

  it('are nowhere in the table', async () => {
    const { dataKeys } = aProcess([older]);
    const { key } = await dataKeys.current(newId('org'));
    const { dump } = await database.acrossTenants.one<{ dump: string }>(
      sql`select json_agg(k)::text as dump from data_keys as k`,
    );
    expect(dump).not.toContain(key.toString('base64url'));
    expect(dump).not.toContain(key.toString('base64'));
  });
});

it('never uses a nonce twice in a hundred thousand values, nor eight bytes of one', () => {
  const key = randomBytes(32);
  const count = 100_000;
  const nonces = Array.from({ length: count }, () => Buffer.from(encrypt(key, '', '').slice(0, 16), 'base64url'));
  for (const start of [0, 4]) {
    expect(new Set(nonces.map((nonce) => nonce.toString('base64', start, start + 8))).size).toBe(count);
  }
});
