import { afterAll, describe, expect, it } from '@jest/globals';
import { signRequest, type RouterKey } from '@conea/platform';
import { startProcess } from '../../test/support/processes.ts';
import { until } from '../../test/support/until.ts';
import { canary } from './secrets-contract.ts';
import { startVault } from './support/secret-peers.ts';

const vault = await startVault();
afterAll(() => vault.close());

const environment = {
  SECRETS_SOURCE: 'vault',
  VAULT_ADDR: vault.url,
  VAULT_TOKEN: 'root-token',
  VAULT_SECRET_PATH: 'conea/shop',
  SECRETS_REFRESH_SECONDS: '0.1',
  SECRETS_TIMEOUT_SECONDS: '1',
};
const program = ['platform/test/support/secret-service.ts'];
const aKey = (id: string): RouterKey => ({ id, secret: Buffer.alloc(32, `${canary}${id}`) });
const putKeys = (...keys: RouterKey[]) =>
  vault.put({ SHOP_ROUTER_KEYS: keys.map(({ id, secret }) => `${id}:${secret.toString('base64')}`).join() });

async function ask(url: string, key: RouterKey): Promise<number> {
  const body = JSON.stringify({ query: '{ answer }' });
  const caller = { requestId: 'req_test', ip: null, userAgent: null, user: null };
  const signed = signRequest(key, { subgraph: 'shop', method: 'POST', path: '/graphql', body }, caller);
  const headers = { 'content-type': 'application/json', ...signed };
  return (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).status;
}

describe('a service with its secrets in Vault', () => {
  it('does not start while Vault is down, and says why', async () => {
    await vault.setFaults({ status: 503 });
    const service = startProcess(program, environment);
    expect(await service.exited).toBe(1);
    expect(service.output()).toContain('The secrets cannot be read:\n  Vault answered');
    await vault.setFaults({});
  });

  it('does not start with a key that is none, and does not tell it', async () => {
    await vault.put({ SHOP_ROUTER_KEYS: canary });
    const service = startProcess(program, environment);
    expect(await service.exited).not.toBe(0);
    expect(service.output()).toContain('the secret SHOP_ROUTER_KEYS is not there, or not in its form');
    expect(service.output()).not.toContain(canary);
  });

  it('changes its keys under load without one refusal, even when Vault fails on the way', async () => {
    const [old, next] = [aKey('old'), aKey('next')];
    await putKeys(old);
    const service = startProcess(program, environment);
    await service.waitFor('listening');
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(service.output())?.[0] ?? '';
    const statuses = new Map<number, number>();
    const load = { key: old, isOn: true };
    const client = async () => {
      while (load.isOn) {
        const status = await ask(url, load.key);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    const clients = [client(), client(), client()];
    await vault.setFaults({ status: 500 });
    await until('the alarm is raised', () => service.output().includes('secrets could not be refreshed'));
    await putKeys(next, old);
    await vault.setFaults({});
    await until('the next key is taken', async () => (await ask(url, next)) === 200);
    load.key = next;
    await putKeys(next);
    await until('the old key is refused', async () => (await ask(url, old)) === 401);
    const answered = statuses.get(200) ?? 0;
    await until('the load goes on', () => (statuses.get(200) ?? 0) > answered);
    load.isOn = false;
    await Promise.all(clients);
    expect([...statuses.keys()]).toEqual([200]);
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/secrets_refreshes_total\{result="failure"/);
    await service.end('SIGTERM');
    expect(service.output()).not.toContain(aKey('old').secret.toString('base64'));
  });
});
