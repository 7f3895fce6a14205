import { describe, expect, it } from '@jest/globals';
import { findWeakness } from '../src/domain/password-policy.ts';

describe('the password policy', () => {
  it.each(['', 'short', 'elevenchars', '𠮷'.repeat(11)])('refuses %j as too short', (password) => {
    expect(findWeakness(password, [])).toBe('The password has at least 12 characters.');
  });

  it('refuses more than 256 characters', () => {
    expect(findWeakness('horse staple '.repeat(20), [])).toBe('The password has at most 256 characters.');
  });

  it.each([
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    '121212121212',
    '123456789012',
    '210987654321',
    'abcdefghijkl',
    'qwertyuiop[]asdf',
    '1qaz2wsx3edc4rfv',
  ])('refuses the pattern %j', (password) => {
    expect(findWeakness(password, [])).toContain('simple pattern');
  });

  it.each([
    'Password1234!',
    'P@ssw0rd20261124',
    '12345iloveyou',
    'qwertyuiop2026',
    'LetMeIn!!!!!!!!',
    'sakurasakura',
    'password1234567890',
    'password0000000000000000',
    'correct horse battery staple',
    '!!!Welcome2026',
  ])('refuses the common %j', (password) => {
    expect(findWeakness(password, [])).toContain('first that are guessed');
  });

  it('refuses the words of its owner', () => {
    expect(findWeakness('Wakabayashi2026', ['Wakabayashi'])).toContain('your name or address');
    expect(findWeakness('mizuki.wakabayashi', ['mizuki.wakabayashi'])).toContain('your name or address');
  });

  it.each(['a long enough phrase', 'battery lamp correct goose', 'しょうゆラーメン大盛りください', 'xK9#mQ2$vL5!'])(
    'accepts %j',
    (password) => {
      expect(findWeakness(password, ['Aiko', 'aiko'])).toBeNull();
    },
  );
});
