import { describe, expect, it } from '@jest/globals';
import { createSecretBox } from '@conea/platform';
import { createKeyring, keyContext, type StoredKey } from '../src/domain/keyring.ts';
import { generateAccessTokenKey, generateRefreshTokenKey, type NewKey } from '../src/domain/signing-key.ts';
import { aClock, secretsKey } from './support/identity-server.ts';

const box = createSecretBox(secretsKey);
const stored = ({ id, purpose, publicKey, secret }: NewKey): StoredKey => ({
  ...{ id, purpose, publicKey, state: 'active' },
  sealedSecret: box.seal(secret, keyContext(id)),
});
const keys = [stored(await generateAccessTokenKey()), stored(generateRefreshTokenKey())];

describe('the keyring', () => {
  it('goes on with the last good keys when they cannot be read again', async () => {
    const clock = aClock();
    const answers = [Promise.resolve(keys), Promise.reject(new Error('no database'))];
    const keyring = createKeyring(() => answers.shift() ?? Promise.resolve(keys), box, clock.read);
    const first = await keyring.current();
    clock.advance(61);
    expect(await keyring.current()).toBe(first);
    expect(answers).toHaveLength(0);
  });

  it('rejects when the first read fails, and reads again at the next call', async () => {
    const answers = [Promise.reject(new Error('no database')), Promise.resolve(keys)];
    const keyring = createKeyring(() => answers.shift() ?? Promise.resolve([]), box, aClock().read);
    await expect(keyring.current()).rejects.toThrow('no database');
    expect((await keyring.current()).signer.id).toBe(keys[0]?.id);
  });

  it('rejects when no key is active', async () => {
    const passive = keys.map((key) => ({ ...key, state: 'passive' as const }));
    const keyring = createKeyring(() => Promise.resolve(passive), box, aClock().read);
    await expect(keyring.current()).rejects.toThrow('there is no active key for access_token');
  });

  it('reads the keys once for everybody who asks within a minute', async () => {
    let reads = 0;
    const clock = aClock();
    const read = () => {
      reads++;
      return Promise.resolve(keys);
    };
    const keyring = createKeyring(read, box, clock.read);
    await Promise.all([keyring.current(), keyring.current()]);
    clock.advance(59);
    await keyring.current();
    expect(reads).toBe(1);
  });
});
