import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createSecretBox, SecretBoxError } from '../src/encryption/secret-box.ts';

const key = randomBytes(32);
const box = createSecretBox(key);
const place = 'signing_keys|secret|key_1';

describe('secret box', () => {
  it('refuses every envelope with one character changed', () => {
    const envelope = box.seal('shpat_secret', place);
    for (let position = 0; position < envelope.length; position++) {
      const other = envelope[position] === 'A' ? 'Z' : 'A';
      const changed = envelope.slice(0, position) + other + envelope.slice(position + 1);
      // The last character of a group can hold padding bits that no byte depends on.
      if (sameBytes(changed, envelope)) continue;
      expect(() => box.open(changed, place)).toThrow(SecretBoxError);
    }
  });

  it('refuses a secret that was moved to another row', () => {
    expect(() => box.open(box.seal('shpat_secret', place), 'signing_keys|secret|key_2')).toThrow(SecretBoxError);
  });

  it('says that a secret was sealed under another key', () => {
    const other = createSecretBox(randomBytes(32)).seal('shpat_secret', place);
    expect(() => box.open(other, place)).toThrow('the secret was sealed under another key');
  });

  it('refuses what is not an envelope', () => {
    for (const text of ['', 'v1', 'v1.a.b.c.d', 'v2' + box.seal('x', place).slice(2)]) {
      expect(() => box.open(text, place)).toThrow('this is not a sealed secret');
    }
  });

  it('refuses a key that is not 32 bytes long', () => {
    expect(() => createSecretBox(randomBytes(16))).toThrow('a secret box needs a key of 32 bytes, not 16');
  });

  it('opens what it sealed, bytes and text, after a restart too', () => {
    const bytes = randomBytes(1000);
    expect(createSecretBox(key).open(box.seal(bytes, place), place)).toEqual(bytes);
    expect(box.open(box.seal('日本語', place), place).toString('utf8')).toBe('日本語');
    expect(box.open(box.seal('', place), place)).toHaveLength(0);
  });

  it('never seals the same secret to the same envelope', () => {
    const envelopes = new Set(Array.from({ length: 1000 }, () => box.seal('x', place)));
    expect(envelopes.size).toBe(1000);
  });
});

function sameBytes(first: string, second: string): boolean {
  const decode = (envelope: string) =>
    envelope
      .split('.')
      .slice(2)
      .map((part) => Buffer.from(part, 'base64url').toString('hex'));
  const isSameHead = first.split('.').slice(0, 2).join() === second.split('.').slice(0, 2).join();
  return (
    isSameHead && first.split('.').length === second.split('.').length && decode(first).join() === decode(second).join()
  );
}
