import { describe, expect, it } from '@jest/globals';
import { createSeed, enrolmentUri, stepOf } from '../src/domain/totp.ts';
import { codeAt } from './support/authenticator-app.ts';

// RFC 6238, appendix B: `12345678901234567890` in base32, and the last six of its eight digits.
const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const vectors: [number, string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
];
const at = (seconds: number) => new Date(seconds * 1000);

describe('a code of an authenticator app', () => {
  it.each(vectors)('at %i is that of RFC 6238', (seconds, code) => {
    expect(codeAt(seed, at(seconds))).toBe(code);
    expect(stepOf(seed, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it('is accepted from a clock that is one step off, and from none that is further off', () => {
    // Both ends of a step: what counts are steps, not seconds.
    for (const seconds of [1_200_000_000, 1_200_000_029]) {
      const steps = [-90, -60, -30, 0, 30, 60, 90].map((skew) =>
        stepOf(seed, codeAt(seed, at(seconds + skew)), at(seconds)),
      );
      const step = Math.floor(seconds / 30);
      expect(steps).toEqual([null, null, step - 1, step, step + 1, null, null]);
    }
  });

  it('may have spaces, and has six digits', () => {
    expect(stepOf(seed, '287 082', at(59))).toBe(1);
    for (const wrong of ['', '28708', '2870822', '94287082', '28708a', '２８７０８２', '\0', 'x'.repeat(10_000)])
      expect(stepOf(seed, wrong, at(59))).toBeNull();
  });
});

describe('a seed', () => {
  it('has 160 bits, and is another one each time', () => {
    const seeds = Array.from({ length: 50 }, createSeed);
    expect(new Set(seeds).size).toBe(50);
    for (const one of seeds) expect(one).toMatch(/^[A-Z2-7]{32}$/);
  });

  it('is offered as an address that apps read', () => {
    const uri = new URL(enrolmentUri(seed, 'aiko+1@example.com'));
    expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
      'otpauth:',
      'totp',
      '/Conea:aiko+1@example.com',
    ]);
    expect(uri.searchParams.get('secret')).toBe(seed);
    expect(uri.searchParams.get('issuer')).toBe('Conea');
  });
});
