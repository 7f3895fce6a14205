import { importPKCS8, type JWK } from 'jose';
import type { TokenSigner } from './access-token.ts';
import type { ColumnSeal } from './column-seal.ts';
import type { KeyPurpose, KeyState } from './signing-key.ts';

/** A key as it is stored, its secret sealed. */
export type StoredKey = {
  id: string;
  purpose: KeyPurpose;
  state: KeyState;
  publicKey: JWK | null;
  sealedSecret: string;
  activatedAt: Date | null;
};

/** Derives refresh tokens. */
export type RefreshKey = { id: string; secret: Buffer };

/** The keys in use, opened. */
export type Keys = {
  signer: TokenSigner;
  /** For new refresh tokens. */
  refreshKey: RefreshKey;
  refreshSecrets: ReadonlyMap<string, Buffer>;
  /** Since when the keys in use have been, by purpose. */
  activeSince: Record<KeyPurpose, Date>;
  /** The public key set (RFC 7517). */
  jwks: { keys: JWK[] };
};

/** The keys of the moment. */
export type Keyring = {
  current(): Promise<Keys>;
  /** What was read last; null before that. */
  lastGood(): Keys | null;
  /** Reads them again: another process changed them. */
  refresh(): Promise<Keys>;
  /** Derives refresh tokens of a session again that an earlier key made; null when the key is retired. */
  refreshSecret(keyId: string): Promise<Buffer | null>;
};

export type KeyringOptions = {
  list(): Promise<StoredKey[]>;
  seal: ColumnSeal;
  clock(): Date;
  /** Hears why the last good keys serve on. */
  onFailure(error: unknown): void;
};

/** Changes are announced; without an announcement they are seen this much later. */
const maxAge = 10_000;
/** A process that reads no keys stops before those that it signs with could be retired. */
const keptFor = 1_800_000;

/** Opens the stored keys and keeps them. When they cannot be read again, the last good ones serve on for half an hour. */
export function createKeyring({ list, seal, clock, onFailure }: KeyringOptions): Keyring {
  let good: { keys: Keys; at: number } | undefined;
  let opened: { keys: Promise<Keys>; at: number } | undefined;

  const read = async (at: number): Promise<Keys> => {
    try {
      const keys = await openKeys(await list(), seal);
      if (!good || good.at <= at) good = { keys, at };
      return keys;
    } catch (error) {
      if (!good || at - good.at > keptFor) throw error;
      onFailure(error);
      return good.keys;
    }
  };
  const refresh = () => {
    const at = clock().getTime();
    const entry = { keys: read(at), at };
    opened = entry;
    entry.keys.catch(() => {
      if (opened === entry) opened = undefined;
    });
    return entry.keys;
  };
  const current = () => (opened && Math.abs(clock().getTime() - opened.at) < maxAge ? opened.keys : refresh());
  return {
    current,
    lastGood: () => good?.keys ?? null,
    refresh,
    refreshSecret: async (keyId) =>
      (await current()).refreshSecrets.get(keyId) ?? (await refresh()).refreshSecrets.get(keyId) ?? null,
  };
}

async function openKeys(stored: readonly StoredKey[], seal: ColumnSeal): Promise<Keys> {
  const open = async (key: StoredKey) => ({ ...key, secret: await seal.open(key.id, key.sealedSecret) });
  const keys = await Promise.all(stored.map(open));
  const active = (purpose: KeyPurpose) => {
    const key = keys.find((candidate) => candidate.purpose === purpose && candidate.state === 'active');
    if (!key?.activatedAt) throw new Error(`there is no active key for ${purpose}`);
    return { ...key, activatedAt: key.activatedAt };
  };
  const [signer, refreshKey] = [active('access_token'), active('refresh_token')];
  return {
    signer: { id: signer.id, privateKey: await importPKCS8(signer.secret, 'RS256') },
    refreshKey: { id: refreshKey.id, secret: bytes(refreshKey.secret) },
    refreshSecrets: new Map(
      keys.filter(({ purpose }) => purpose === 'refresh_token').map(({ id, secret }) => [id, bytes(secret)]),
    ),
    activeSince: { access_token: signer.activatedAt, refresh_token: refreshKey.activatedAt },
    jwks: { keys: keys.flatMap(({ publicKey }) => (publicKey ? [publicKey] : [])) },
  };
}

const bytes = (secret: string) => Buffer.from(secret, 'base64');
