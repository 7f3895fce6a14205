import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditVault } from '../src/domain/audit-vault.ts';
import { openVault } from '../src/sources/open-vault.ts';
import { startS3 } from './support/s3-server.ts';

const places: Record<string, () => Promise<{ vault: AuditVault; stop(): unknown }>> = {
  'in a folder': async () => {
    const place = mkdtempSync(join(tmpdir(), 'conea-vault-'));
    return {
      vault: openVault({ AUDIT_DIRECTORY: place }),
      stop: () => rmSync(place, { recursive: true, force: true }),
    };
  },
  'in a bucket': async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-west-1' });
    const { url, stop } = await startS3('audit');
    return { vault: openVault({ AUDIT_S3_BUCKET: 'audit', AUDIT_S3_ENDPOINT: url }), stop };
  },
};

describe.each(Object.keys(places))('a vault %s', (where) => {
  let place: { vault: AuditVault; stop(): unknown };
  beforeAll(async () => {
    place = (await places[where]?.()) ?? place;
  });
  afterAll(async () => {
    await place.stop();
  });

  it('gives back what was put into it, and nothing for a name that nothing has', async () => {
    await place.vault.put('org_1/checkpoints/1.json', Buffer.from('{"a":"é"}'));
    expect(await place.vault.find('org_1/checkpoints/1.json')).toEqual(Buffer.from('{"a":"é"}'));
    expect(await place.vault.find('org_1/checkpoints/2.json')).toBeNull();
  });

  it('writes nothing over, and takes the same again', async () => {
    await place.vault.put('org_2/archives/1.gz', Buffer.from('one'));
    await place.vault.put('org_2/archives/1.gz', Buffer.from('one'));
    await expect(place.vault.put('org_2/archives/1.gz', Buffer.from('two'))).rejects.toThrow('something else');
    expect(await place.vault.find('org_2/archives/1.gz')).toEqual(Buffer.from('one'));
  });

  it('has one winner when several put something under a name at once', async () => {
    const puts = ['a', 'b', 'c', 'd'].map((text) => place.vault.put('org_2/archives/2.gz', Buffer.from(text)));
    const outcomes = await Promise.allSettled(puts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('lists all names of a folder in their order, and its folders', async () => {
    for (const name of ['7', '3', '5', '1', '9', '2', '8'])
      await place.vault.put(`org_3/tombstones/${name}.json`, Buffer.from(name));
    const names = ['1', '2', '3', '5', '7', '8', '9'].map((name) => `org_3/tombstones/${name}.json`);
    expect(await place.vault.list('org_3/tombstones')).toEqual(names);
    expect(await place.vault.list('')).toEqual(['org_1', 'org_2', 'org_3']);
    expect(await place.vault.list('org_4/tombstones')).toEqual([]);
  });

  it.each(['../x', '/x', 'a//b', 'a/../b', '.hidden', 'a\0b', ''])('has nothing under the name %j', async (name) => {
    await expect(place.vault.put(name, Buffer.from('x'))).rejects.toThrow(RangeError);
    await expect(place.vault.find(name)).rejects.toThrow(RangeError);
  });
});

describe('the place of the audit trail', () => {
  it('is one', () => {
    expect(() => openVault({})).toThrow('AUDIT_DIRECTORY');
    expect(() => openVault({ AUDIT_DIRECTORY: '/x', AUDIT_S3_BUCKET: 'audit' })).toThrow('one');
  });
});
