import type { Transaction } from '@conea/platform';
import { z } from 'zod';

/** How to sign in to a store: `clientSecret` also signs its notifications. */
export const credentialsShape = z.union([
  z.strictObject({ clientId: z.string(), clientSecret: z.string() }),
  z.strictObject({ accessToken: z.string(), clientSecret: z.string() }),
]);

export type Credentials = z.infer<typeof credentialsShape>;

/** Whose secrets they are. */
export type Owner = { integrationId: string; organizationId: string };

/** A token and when it ends; null when it does not. */
export type AccessToken = { token: string; expiresAt: Date | null };

/** What the use cases and the sources need of the stored secrets. */
export type CredentialStore = {
  save(tx: Transaction, owner: Owner, credentials: Credentials, now: Date): Promise<void>;
  /** The credentials and the token in use; locked until the transaction ends, so that tokens are fetched once. */
  lock(
    tx: Transaction,
    owner: Owner,
  ): Promise<{ credentials: Credentials; token: string | null; expiresAt: Date | null } | null>;
  saveToken(tx: Transaction, owner: Owner, token: AccessToken): Promise<void>;
  /** Secrets that notifications may be signed with, the newest first. */
  signingSecrets(owner: Owner, now: Date): Promise<string[]>;
  forget(tx: Transaction, integrationId: string): Promise<void>;
};

type Form = { clientId?: string | null | undefined; clientSecret: string; accessToken?: string | null | undefined };

const printable = /^[\x21-\x7e]{8,512}$/;

/** Reads the credentials of the input: a client id or an access token, not both. Null when they cannot be right. */
export function parseCredentials({ clientId, clientSecret, accessToken }: Form): Credentials | null {
  if (!printable.test(clientSecret)) return null;
  if (clientId != null && accessToken == null) return printable.test(clientId) ? { clientId, clientSecret } : null;
  if (clientId == null && accessToken != null)
    return printable.test(accessToken) ? { accessToken, clientSecret } : null;
  return null;
}
