import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { SecretsError } from './source.ts';
import type { VaultClient } from './vault-client.ts';

/** A token that somebody made for us, or the identity of a pod, which is exchanged for one. */
export type VaultAuth = { token: string } | { role: string; mount: string; tokenFile: string };

type Token = { bearer: string; isRenewable: boolean; lifetime: number; endsAt: number };

const login = z.object({
  auth: z.object({ client_token: z.string(), lease_duration: z.number(), renewable: z.boolean() }),
});
const self = z.object({
  data: z.object({ ttl: z.number(), renewable: z.boolean(), expire_time: z.string().nullable() }),
});

/** The token that secrets are read with: renewed in the second half of its life, and fetched anew when that no longer works. */
export function createVaultToken(client: VaultClient, auth: VaultAuth) {
  let token: Token | undefined;
  const obtain = async () => (token = 'token' in auth ? await lookUp(client, auth.token) : await logIn(client, auth));
  const renew = async (old: Token) => {
    const { auth: renewed } = shaped(login, await client.post('/v1/auth/token/renew-self', old.bearer, {}));
    return (token = tokenOf(renewed.client_token, renewed.lease_duration, renewed.renewable));
  };
  return {
    current: async (): Promise<string> => {
      if (!token) return (await obtain()).bearer;
      const left = token.endsAt - Date.now();
      if (left > token.lifetime / 2) return token.bearer;
      if (left > 0 && token.isRenewable) await renew(token).catch(() => undefined);
      // A renewal may give less and less time: Vault has a longest life for each token.
      const isShort = token.endsAt - Date.now() <= token.lifetime / 2;
      if (isShort && 'role' in auth) await obtain();
      return token.bearer;
    },
    /** After a refusal. */
    replace: async (): Promise<string> => (await obtain()).bearer,
    renewWithin: (): number | null =>
      token === undefined || token.endsAt === Infinity ? null : Math.max(100, (token.endsAt - Date.now()) / 2),
  };
}

async function lookUp(client: VaultClient, bearer: string): Promise<Token> {
  const { data } = shaped(self, await client.get('/v1/auth/token/lookup-self', bearer));
  // A root token has no end.
  return tokenOf(bearer, data.expire_time === null ? Infinity : data.ttl, data.renewable);
}

async function logIn(client: VaultClient, auth: Extract<VaultAuth, { role: string }>): Promise<Token> {
  const jwt = await readFile(auth.tokenFile, 'utf8').catch((cause: unknown) => {
    throw new SecretsError(`${auth.tokenFile} cannot be read`, { cause });
  });
  const answer = await client.post(`/v1/auth/${auth.mount}/login`, null, { role: auth.role, jwt: jwt.trim() });
  const { client_token: bearer, lease_duration: seconds, renewable } = shaped(login, answer).auth;
  return tokenOf(bearer, seconds, renewable);
}

function tokenOf(bearer: string, seconds: number, isRenewable: boolean): Token {
  const lifetime = seconds * 1_000;
  return { bearer, isRenewable, lifetime, endsAt: Date.now() + lifetime };
}

function shaped<Shape extends z.ZodType>(shape: Shape, answer: unknown): z.infer<Shape> {
  const parsed = shape.safeParse(answer);
  if (!parsed.success) throw new SecretsError("Vault's answer has not its form");
  return parsed.data;
}
