import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

type SigningKey = { kid: string; privateKey: KeyObject; publicKey: KeyObject };

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** The keys that sign ID tokens, as Google has them: two are published, one signs. */
export function createKeys() {
  const published = [makeKey(), makeKey()];
  let active = published[0] ?? makeKey();
  const forger = makeKey();
  return {
    jwks: () => ({
      keys: published.map(({ kid, publicKey }) => ({
        ...publicKey.export({ format: 'jwk' }),
        ...{ kid, use: 'sig', alg: 'RS256' },
      })),
    }),
    /** Another key signs: one that has been published for long, or at once a new one that nobody has seen. */
    rotate: (isAnnounced: boolean) => {
      if (!isAnnounced) published.push(makeKey());
      const next = published.at(-1);
      if (next) active = next;
      if (isAnnounced) published.push(makeKey());
      published.splice(0, Math.max(0, published.length - 3));
    },
    /** A JWT (RS256); with `isForged` by a key that is not ours under the name of ours. */
    sign: (claims: object, { isForged = false } = {}): string => {
      const input = `${encode({ alg: 'RS256', kid: active.kid, typ: 'JWT' })}.${encode(claims)}`;
      const { privateKey } = isForged ? forger : active;
      return `${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`;
    },
  };
}

export type Keys = ReturnType<typeof createKeys>;

function makeKey(): SigningKey {
  return { kid: randomBytes(20).toString('hex'), ...generateKeyPairSync('rsa', { modulusLength: 2_048 }) };
}
