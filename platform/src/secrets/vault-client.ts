import { Agent, request } from 'undici';
import { SecretsError } from './source.ts';

export type VaultClientOptions = { address: string; namespace?: string | undefined; timeout: number };

/** Vault answered with something else than what was asked for. */
export class VaultError extends SecretsError {
  override name = 'VaultError';
  readonly status: number;

  constructor(path: string, status: number) {
    super(`Vault answered ${path} with ${status}`);
    this.status = status;
  }
}

const maxBytes = 1024 * 1024;

/** Calls Vault's HTTP API; answers the parsed body. Rejects with a SecretsError when there is none in time. */
export function createVaultClient({ address, namespace, timeout }: VaultClientOptions) {
  const dispatcher = new Agent({ connections: 2, maxResponseSize: maxBytes });
  const base = address.replace(/\/$/, '');
  const call = async (method: 'GET' | 'POST', path: string, token: string | null, body?: object): Promise<unknown> => {
    const headers = {
      'x-vault-request': 'true',
      ...(token !== null && { 'x-vault-token': token }),
      ...(namespace !== undefined && { 'x-vault-namespace': namespace }),
      ...(body && { 'content-type': 'application/json' }),
    };
    const signal = AbortSignal.timeout(timeout);
    const sent = { method, headers, signal, dispatcher, ...(body && { body: JSON.stringify(body) }) };
    const answer = await request(base + path, sent).catch(() => unavailable(path));
    // The text of an error is not ours: it may name what we sent.
    if (answer.statusCode !== 200) {
      await answer.body.dump().catch(() => undefined);
      throw new VaultError(path, answer.statusCode);
    }
    return answer.body.json().catch(() => unavailable(path));
  };
  return {
    get: (path: string, token: string) => call('GET', path, token),
    post: (path: string, token: string | null, body: object) => call('POST', path, token, body),
    close: () => dispatcher.destroy(),
  };
}

export type VaultClient = ReturnType<typeof createVaultClient>;

function unavailable(path: string): never {
  throw new SecretsError(`Vault did not answer ${path} in time`);
}
