import { describe, expect, it } from '@jest/globals';
import { parseEmail } from '../src/domain/email.ts';

describe('an e-mail address', () => {
  it.each([
    '',
    '@',
    'a@',
    '@example.com',
    'a@localhost',
    'a b@example.com',
    'a\u0000b@example.com',
    'a\n@example.com',
    '.a@example.com',
    'a..b@example.com',
    '"a"@example.com',
    'a@-example.com',
    'a@example..com',
    'a@[127.0.0.1]',
    'а@example.com', // a Cyrillic letter
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(64)}.com`,
    `a@${'b.'.repeat(130)}com`,
    'a@example.com'.padStart(100_000),
  ])('is not %j', (text) => {
    expect(parseEmail(text)).toBeNull();
  });

  it.each([
    ['Aiko.Sato@Example.COM', 'Aiko.Sato@example.com'],
    ['  aiko@example.com\t', 'aiko@example.com'],
    ['ａｉｋｏ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'aiko@example.com'],
    ['aiko+shop@例え.jp', 'aiko+shop@xn--r8jz45g.jp'],
    ['a@apple.com'.replace('apple', 'аpple'), 'a@xn--pple-43d.com'],
  ])('%s is written %s', (text, address) => {
    expect(parseEmail(text)?.address).toBe(address);
  });

  it('is one account however its letters are cased', () => {
    expect(parseEmail('AIKO@EXAMPLE.com')?.key).toBe(parseEmail('aiko@example.com')?.key);
  });
});
