import { describe, expect, it } from '@jest/globals';
import { parseDisplayName } from '../src/domain/display-name.ts';

describe('a display name', () => {
  it.each(['', '   ', 'a\nb', 'a\u0000', 'a\u202eb', '\ud800', 'a'.repeat(101)])('is not %j', (text) => {
    expect(parseDisplayName(text)).toBeNull();
  });

  it.each([
    [' Aiko ', 'Aiko'],
    ['株式会社コネア', '株式会社コネア'],
    ['e\u0301', 'é'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
    ['𠮷'.repeat(100), '𠮷'.repeat(100)],
  ])('%s is kept as %s', (text, name) => {
    expect(parseDisplayName(text)).toBe(name);
  });
});
