import { describe, expect, it } from '@jest/globals';
import { createPasswordHasher } from '../src/domain/password-hasher.ts';

const limits = { concurrency: 2, maxWaiting: 10 };
const cheap = { memory: 64, passes: 1, parallelism: 1 };
const hasher = createPasswordHasher(limits, cheap);

describe('the password hasher', () => {
  it('rejects every password for nobody, after the same work', async () => {
    expect(await hasher.verify('a long enough phrase', null)).toMatchObject({ isCorrect: false });
    const narrow = createPasswordHasher({ concurrency: 1, maxWaiting: 0 }, cheap);
    const first = narrow.verify('a long enough phrase', null);
    await expect(narrow.verify('a long enough phrase', null)).rejects.toThrow();
    await first;
  });

  it('rejects another password', async () => {
    const hash = await hasher.hash('a long enough phrase');
    for (const other of ['', 'A long enough phrase', 'a long enough phrase ']) {
      expect((await hasher.verify(other, hash)).isCorrect).toBe(false);
    }
  });

  it('refuses to compare with what is no argon2id hash', async () => {
    await expect(hasher.verify('x', '$2b$10$abc')).rejects.toThrow('not an argon2id string');
  });

  it('accepts the password in any Unicode spelling', async () => {
    const hash = await hasher.hash('ｃａｆé au lait');
    expect(await hasher.verify('cafe\u0301 au lait', hash)).toEqual({ isCorrect: true, isOutdated: false });
  });

  it('says when the cost of a hash is not the one of today', async () => {
    const hash = await hasher.hash('a long enough phrase');
    const dearer = createPasswordHasher(limits, { ...cheap, passes: 2 });
    expect(await dearer.verify('a long enough phrase', hash)).toEqual({ isCorrect: true, isOutdated: true });
  });

  it('salts: the same password never has the same hash', async () => {
    expect(await hasher.hash('a long enough phrase')).not.toBe(await hasher.hash('a long enough phrase'));
  });

  it('costs 19 MiB and two passes by default', async () => {
    const hash = await createPasswordHasher(limits).hash('a long enough phrase');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  });

  it('reads the hashes of the reference implementation', async () => {
    // printf password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32
    const hash = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect((await hasher.verify('password', hash)).isCorrect).toBe(true);
  });
});
