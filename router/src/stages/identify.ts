import { ClientError, type CallerUser } from '@conea/platform';
import type { VerifyAccessToken } from '../authentication/access-tokens.ts';
import type { VerifyApiKey } from '../authentication/api-keys.ts';
import { Unauthenticated } from './unauthenticated.ts';

/** How a caller shows who it is: the `Authorization` header, or an API key. */
export type Credentials = { authorization?: string | undefined; apiKey?: string | undefined };

/**
 * Who a request comes from: null for an anonymous one, where those are served. Throws UNAUTHENTICATED, always the same, for credentials that are not good, and
 * SERVICE_UNAVAILABLE when that cannot be found out. `ip`: where they come from, when they are shown for the first time.
 */
export type Identify = (credentials: Credentials, ip?: string | null) => Promise<CallerUser | null>;

export type IdentifyOptions = {
  /** Null: access tokens mean nothing. */
  verifyAccessToken: VerifyAccessToken | null;
  /** Null: API keys mean nothing. */
  verifyApiKey: VerifyApiKey | null;
  /** Whether an anonymous caller is refused like one with credentials that are not good. */
  isRequired: boolean;
};

/** The one answer to every failed authentication. */
export const invalidCredentials = () => new Unauthenticated(true);

/** Whether an error says that the credentials are not good, for certain. */
export const isRefusal = (error: unknown) => error instanceof Unauthenticated;

/** Whether an error says that somebody has shown credentials that are not good. */
export const isForgery = (error: unknown) => error instanceof Unauthenticated && error.hasCredentials;

const unavailable = () =>
  new ClientError('SERVICE_UNAVAILABLE', 'Credentials cannot be checked now. Try again.', { status: 503 });

export function createIdentify({ verifyAccessToken, verifyApiKey, isRequired }: IdentifyOptions): Identify {
  const verify = async <Verdict>(check: Promise<Verdict | null>): Promise<Verdict> => {
    const verdict = await check.catch(() => {
      throw unavailable();
    });
    if (verdict === null) throw invalidCredentials();
    return verdict;
  };
  return async ({ authorization, apiKey }) => {
    const token = verifyAccessToken === null ? undefined : authorization;
    const key = verifyApiKey === null ? undefined : apiKey;
    if (token !== undefined && key !== undefined) throw invalidCredentials();
    if (verifyAccessToken && token !== undefined) return verify(verifyAccessToken(bearerOf(token)));
    if (verifyApiKey && key !== undefined) return verify(verifyApiKey(key));
    if (isRequired) throw new Unauthenticated(false);
    return null;
  };
}

function bearerOf(authorization: string): string {
  const token = /^Bearer ([\w.-]+)$/i.exec(authorization)?.[1];
  if (token === undefined) throw invalidCredentials();
  return token;
}
