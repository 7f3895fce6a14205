import { z } from 'zod';
import { SecretsError, type SecretSource } from './source.ts';
import { createVaultClient, VaultError } from './vault-client.ts';
import { createVaultToken, type VaultAuth } from './vault-token.ts';

export type VaultOptions = {
  /** Such as `https://vault.example.com:8200`. */
  address: string;
  /** Of the KV engine, version 2. */
  mount: string;
  /** Of the secret whose keys are the names. */
  path: string;
  namespace?: string | undefined;
  auth: VaultAuth;
  /** Milliseconds for each call. */
  timeout: number;
};

const secret = z.object({ data: z.object({ data: z.record(z.string(), z.string()).nullable() }) });

/** One secret of HashiCorp Vault's KV engine, version 2 (https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2). */
export function createVaultSource(options: VaultOptions): SecretSource {
  const client = createVaultClient(options);
  const token = createVaultToken(client, options.auth);
  const { mount, path } = options;
  const readWith = async (bearer: string) => client.get(`/v1/${mount}/data/${path}`, bearer);
  return {
    name: 'vault',
    read: async () => {
      const answer = await readWith(await token.current()).catch(async (error: unknown) => {
        // Revoked, or ended by the clock of the server.
        if (!(error instanceof VaultError) || error.status !== 403) throw error;
        return readWith(await token.replace());
      });
      const { success, data } = secret.safeParse(answer);
      if (!success || data.data.data === null)
        throw new SecretsError(`Vault's ${mount}/${path} is not a set of named texts`);
      return { values: new Map(Object.entries(data.data.data)), renewWithin: token.renewWithin() };
    },
    close: () => client.close(),
  };
}
