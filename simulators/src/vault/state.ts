import { randomUUID } from 'node:crypto';

type Token = { lifetime: number; endsAt: number; longestUntil: number; isRenewable: boolean; isRoot: boolean };

/** How often requests of one kind came. */
export type Counters = Record<'reads' | 'logins' | 'renewals' | 'refusals', number>;

/** What a Vault keeps: versions of secrets, and tokens. `lifetime` and `longestLife` are those of tokens in seconds. */
export function createState({
  rootToken,
  lifetime,
  longestLife,
}: {
  rootToken: string;
  lifetime: number;
  longestLife: number;
}) {
  const secrets = new Map<string, { data: Record<string, unknown>; createdAt: string }[]>();
  const tokens = new Map<string, Token>([[rootToken, rootOf()]]);
  const counters: Counters = { reads: 0, logins: 0, renewals: 0, refusals: 0 };
  const left = ({ endsAt }: Token) => Math.max(0, Math.floor((endsAt - Date.now()) / 1_000));
  return {
    counters,
    put: (path: string, data: Record<string, unknown>) => {
      secrets.set(path, [...(secrets.get(path) ?? []), { data, createdAt: new Date().toISOString() }]);
    },
    remove: (path: string) => void secrets.delete(path),
    /** The newest version. */
    read: (path: string) => {
      const versions = secrets.get(path) ?? [];
      const newest = versions.at(-1);
      return newest && { ...newest, version: versions.length };
    },
    issue: () => {
      const bearer = `hvs.${randomUUID().replaceAll('-', '')}`;
      const now = Date.now();
      const ends = { endsAt: now + lifetime * 1_000, longestUntil: now + longestLife * 1_000 };
      tokens.set(bearer, { lifetime, ...ends, isRenewable: true, isRoot: false });
      return { bearer, seconds: lifetime, isRenewable: true };
    },
    /** Null when the token is unknown, revoked or at its end. */
    find: (bearer: unknown) => {
      const token = typeof bearer === 'string' ? tokens.get(bearer) : undefined;
      if (!token || token.endsAt <= Date.now()) return null;
      const endsAt = token.isRoot ? null : new Date(token.endsAt).toISOString();
      return { seconds: token.isRoot ? 0 : left(token), endsAt, isRenewable: token.isRenewable };
    },
    /** Never beyond the longest life. */
    renew: (bearer: string) => {
      const token = tokens.get(bearer);
      if (!token) return null;
      token.endsAt = Math.min(Date.now() + token.lifetime * 1_000, token.longestUntil);
      return left(token);
    },
    revokeAll: () => {
      tokens.clear();
      tokens.set(rootToken, rootOf());
    },
  };
}

export type State = ReturnType<typeof createState>;

const rootOf = (): Token => ({
  ...{ lifetime: 0, endsAt: Infinity, longestUntil: Infinity },
  ...{ isRenewable: false, isRoot: true },
});
