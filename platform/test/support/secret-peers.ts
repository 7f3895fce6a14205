import { mkdtemp, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSimulator as createAws } from '../../../simulators/src/aws-secrets/simulator.ts';
import { createSimulator as createVault } from '../../../simulators/src/vault/simulator.ts';

/** The keeper of secrets that a source reads from: what it keeps can change, and it can fail. */
export type SecretPeer = { put(values: Record<string, string>): Promise<void>; close(): Promise<void> };

const put = async (url: string, body: object) => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'PUT', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`the simulator refused: ${await answer.text()}`);
};

/** A Vault whose tokens live so long, in seconds. */
export async function startVault({ lifetime = 3_600, longestLife = 86_400 } = {}) {
  const role = { role: 'conea', serviceAccountToken: 'pod-identity' };
  const server = createVault({ rootToken: 'root-token', ...role, lifetime, longestLife });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    put: (data: Record<string, unknown>) => put(`${url}/simulator/secrets`, { path: 'secret/conea/shop', data }),
    setFaults: (faults: object) => put(`${url}/simulator/faults`, faults),
    revokeTokens: async () => void (await fetch(`${url}/simulator/tokens/revoke`, { method: 'POST' })),
    counters: async (): Promise<unknown> => (await fetch(`${url}/simulator/counters`)).json(),
    close: () => server.close(),
  };
}

export const awsAccount = {
  accessKeyId: 'AKIASIMULATED',
  secretAccessKey: 'simulated-secret-access-key',
  region: 'ap-northeast-1',
};

export async function startAws() {
  const server = createAws(awsAccount);
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const putText = (text: string) => put(`${url}/simulator/secrets`, { name: 'conea/shop', text });
  return {
    url,
    putText,
    put: (values: Record<string, string>) => putText(JSON.stringify(values)),
    setFaults: (faults: object) => put(`${url}/simulator/faults`, faults),
    close: () => server.close(),
  };
}

/** A folder whose files are replaced all at once, as the kubelet does it. */
export async function createMount() {
  const directory = await mkdtemp(join(tmpdir(), 'conea-secrets-'));
  let versions = 0;
  return {
    directory,
    put: async (values: Record<string, string>) => {
      const version = `..version_${++versions}`;
      await mkdir(join(directory, version));
      for (const [name, value] of Object.entries(values)) await writeFile(join(directory, version, name), `${value}\n`);
      await symlink(version, join(directory, '..data_tmp'));
      await rename(join(directory, '..data_tmp'), join(directory, '..data'));
    },
    unmount: () => rename(directory, `${directory}-gone`),
    /** As it was, where it was unmounted. */
    remount: () => rename(`${directory}-gone`, directory).catch(() => undefined),
    close: () => rm(directory, { recursive: true, force: true }),
  };
}
