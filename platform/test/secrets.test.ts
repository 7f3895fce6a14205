import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAwsSource } from '@conea/platform/secrets/aws-source';
import { createEnvironmentSource } from '@conea/platform/secrets/environment-source';
import { createFolderSource } from '@conea/platform/secrets/folder-source';
import { createSecrets } from '@conea/platform/secrets/secrets';
import { createVaultSource } from '@conea/platform/secrets/vault-source';
import { until } from '../../test/support/until.ts';
import { aLog, canary, describeSecrets, describeWhole } from './secrets-contract.ts';
import { awsAccount, createMount, startAws, startVault } from './support/secret-peers.ts';

const environment: Record<string, string> = {};
describeSecrets('the environment', {
  start: async () => ({
    put: async (values) => {
      for (const name of Object.keys(environment)) delete environment[name];
      Object.assign(environment, values);
    },
    close: async () => undefined,
  }),
  open: () => createEnvironmentSource(environment),
  failures: {},
  mend: async () => undefined,
});

const mount = await createMount();
describeSecrets('files', {
  start: async () => mount,
  open: () => createFolderSource(mount.directory),
  failures: { 'no folder': () => mount.unmount() },
  mend: () => mount.remount(),
});

const vault = await startVault();
const tokenFile = join(await mkdtemp(join(tmpdir(), 'conea-pod-')), 'token');
await writeFile(tokenFile, 'pod-identity\n');
const place = { address: vault.url, mount: 'secret', path: 'conea/shop', timeout: 500 };
const auth = { role: 'conea', mount: 'kubernetes', tokenFile };
describeSecrets('Vault', {
  start: async () => ({ ...vault, close: async () => undefined }),
  open: () => createVaultSource({ ...place, auth }),
  failures: {
    'a refusal': () => vault.setFaults({ status: 403 }),
    'an error': () => vault.setFaults({ status: 503 }),
    silence: () => vault.setFaults({ latency: 2_000 }),
    'something else than texts': () => vault.put({ SHOP_KEY: { nested: canary } }),
  },
  mend: () => vault.setFaults({}),
});

Object.assign(process.env, {
  AWS_ACCESS_KEY_ID: awsAccount.accessKeyId,
  AWS_SECRET_ACCESS_KEY: awsAccount.secretAccessKey,
});
const aws = await startAws();
const awsPlace = { secretId: 'conea/shop', region: awsAccount.region, endpoint: aws.url, timeout: 1_000 };
describeSecrets('AWS Secrets Manager', {
  start: async () => ({ ...aws, close: async () => undefined }),
  open: () => createAwsSource(awsPlace),
  failures: {
    'a refusal': () => aws.setFaults({ error: 'AccessDeniedException' }),
    'an error': () => aws.setFaults({ error: 'InternalServiceError' }),
    silence: () => aws.setFaults({ latency: 3_000 }),
    'something else than JSON': () => aws.putText(`{"SHOP_KEY": "${canary}`),
  },
  mend: () => aws.setFaults({}),
});

describe('a folder', () => {
  it('is read when it changes, long before the next refresh', async () => {
    const watched = await createMount();
    await watched.put({ SHOP_KEY: 'one' });
    const secrets = await createSecrets({ source: createFolderSource(watched.directory), log: aLog().log });
    await watched.put({ SHOP_KEY: 'two' });
    await until('the new version is read', () => secrets.get('SHOP_KEY') === 'two');
    await secrets.close();
    await watched.close();
  });

  it('may be an ordinary one, and refuses what is too big for a secret or not there', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'conea-plain-'));
    await writeFile(join(directory, 'SHOP_KEY'), 'plain');
    const source = createFolderSource(directory);
    expect((await source.read()).values.get('SHOP_KEY')).toBe('plain');
    await writeFile(join(directory, 'HUGE'), 'x'.repeat(65_537));
    await expect(source.read()).rejects.toThrow('more than 65536 bytes');
    await rm(directory, { recursive: true });
    await expect(source.read()).rejects.toThrow('cannot be read');
  });
});

afterAll(async () => {
  await Promise.all([vault.close(), aws.close()]);
});

describe("Vault's tokens", () => {
  it('are fetched anew after they were revoked', async () => {
    await vault.setFaults({});
    await vault.put({ SHOP_KEY: 'one' });
    const source = createVaultSource({ ...place, auth });
    await source.read();
    await vault.revokeTokens();
    expect((await source.read()).values.get('SHOP_KEY')).toBe('one');
    await source.close?.();
  });

  it('are renewed in time, and replaced when they have lived long enough', async () => {
    const brief = await startVault({ lifetime: 4, longestLife: 5 });
    await brief.put({ SHOP_KEY: 'one' });
    const { lines, log } = aLog();
    const secrets = await createSecrets({ source: createVaultSource({ ...place, address: brief.url, auth }), log });
    await until('a token was renewed and replaced', async () => {
      const counters = await brief.counters();
      return /"logins":[2-9]/.test(JSON.stringify(counters)) && /"renewals":[1-9]/.test(JSON.stringify(counters));
    });
    expect(lines).toEqual([]);
    expect(await brief.counters()).toMatchObject({ refusals: 0 });
    await secrets.close();
    await brief.close();
  });

  it('may be given, and are never told of when they are refused', async () => {
    await vault.put({ SHOP_KEY: 'one' });
    const given = createVaultSource({ ...place, auth: { token: 'root-token' } });
    expect((await given.read()).renewWithin).toBeNull();
    const wrong = createVaultSource({ ...place, auth: { token: `hvs.${canary}` } });
    const error = await wrong.read().catch((failure: unknown) => failure);
    expect(error).toMatchObject({ status: 403 });
    expect(JSON.stringify(describeWhole(error))).not.toContain(canary);
    await Promise.all([given.close?.(), wrong.close?.()]);
  });
});

it('refuses a call to AWS that another key signed', async () => {
  process.env['AWS_SECRET_ACCESS_KEY'] = 'another-key';
  const source = createAwsSource(awsPlace);
  await expect(source.read()).rejects.toThrow('InvalidSignatureException');
  await source.close?.();
});
