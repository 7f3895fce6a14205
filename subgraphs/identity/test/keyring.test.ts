import { describe, expect, it } from '@jest/globals';
import type { ColumnSeal } from '../src/domain/column-seal.ts';
import { createKeyring, type StoredKey } from '../src/domain/keyring.ts';
import { generateAccessTokenKey, generateRefreshTokenKey, type NewKey } from '../src/domain/signing-key.ts';
import { aClock } from './support/identity-server.ts';

const seal: ColumnSeal = {
  seal: async (_, secret) => `sealed ${secret}`,
  open: async (_, sealed) => sealed.slice('sealed '.length),
};
const stored = ({ id, purpose, publicKey, secret }: NewKey): StoredKey => ({
  ...{ id, purpose, publicKey, state: 'active' },
  sealedSecret: `sealed ${secret}`,
  activatedAt: new Date(0),
});
const keys = [stored(await generateAccessTokenKey()), stored(generateRefreshTokenKey())];

/** What one reads from another place after the other; the last one stays. */
function aKeyring(clock: ReturnType<typeof aClock>, ...answers: (StoredKey[] | Error)[]) {
  const failures: unknown[] = [];
  let reads = 0;
  const list = async () => {
    const answer = answers[Math.min(reads++, answers.length - 1)];
    if (answer instanceof Error) throw answer;
    if (!answer) throw new Error('there is an answer');
    return answer;
  };
  const keyring = createKeyring({ list, seal, clock: clock.read, onFailure: (error) => failures.push(error) });
  return { ...keyring, failures, reads: () => reads };
}

const down = new Error('no database');

describe('the keyring', () => {
  it('goes on with the last good keys when they cannot be read again, and says so', async () => {
    const clock = aClock();
    const keyring = aKeyring(clock, keys, down);
    const first = await keyring.current();
    clock.advance(11);
    expect(await keyring.current()).toBe(first);
    expect(keyring.failures).toEqual([down]);
  });

  it('stops signing when it has read no keys for half an hour: they may be retired', async () => {
    const clock = aClock();
    const keyring = aKeyring(clock, keys, down);
    await keyring.current();
    clock.advance(1_801);
    await expect(keyring.current()).rejects.toBe(down);
  });

  it('rejects when the first read fails, and reads again at the next call', async () => {
    const keyring = aKeyring(aClock(), down, keys);
    await expect(keyring.current()).rejects.toThrow('no database');
    expect((await keyring.current()).signer.id).toBe(keys[0]?.id);
  });

  it('rejects when no key is active', async () => {
    const passive = keys.map((key) => ({ ...key, state: 'passive' as const }));
    await expect(aKeyring(aClock(), passive).current()).rejects.toThrow('there is no active key for access_token');
  });

  it('reads the keys once for everybody who asks within ten seconds, also when the clock is set back', async () => {
    const clock = aClock();
    const keyring = aKeyring(clock, keys);
    await Promise.all([keyring.current(), keyring.current()]);
    clock.advance(9);
    await keyring.current();
    expect(keyring.reads()).toBe(1);
    clock.advance(-3_600);
    await keyring.current();
    expect(keyring.reads()).toBe(2);
  });

  it('reads them again for the key of a refresh token that another process has just made', async () => {
    const made = stored(generateRefreshTokenKey());
    const keyring = aKeyring(aClock(), keys, [...keys, { ...made, state: 'next' }]);
    await keyring.current();
    expect(await keyring.refreshSecret(made.id)).toHaveLength(32);
    expect(await keyring.refreshSecret('rtk_retired')).toBeNull();
  });
});
