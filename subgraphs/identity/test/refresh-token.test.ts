import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveRefreshToken, hashRefreshToken, judge, type Presented } from '../src/domain/refresh-token.ts';

const key = Buffer.alloc(32, 3);
const now = new Date('2026-11-24T09:30:00Z');
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);

function aPresented(part: Partial<Presented> = {}): Presented {
  const live = { expiresAt: before(-1000), revokedAt: null };
  return { generation: 4, usedAt: before(1), headGeneration: 5, headUsedAt: null, ...live, ...part };
}

describe('a derived refresh token', () => {
  it('is another one for every key, session and generation', () => {
    const tokens = [
      deriveRefreshToken(key, 'ses_1', 0),
      deriveRefreshToken(key, 'ses_1', 1),
      deriveRefreshToken(key, 'ses_2', 0),
      deriveRefreshToken(Buffer.alloc(32, 4), 'ses_1', 0),
    ];
    expect(new Set(tokens).size).toBe(4);
  });

  it('is the same for the same key, session and generation, and has one form', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.string(),
        fc.nat(),
        (bytes, session, generation) => {
          const token = deriveRefreshToken(Buffer.from(bytes), session, generation);
          expect(token).toMatch(/^conea_rt_[0-9A-Za-z]{43}$/);
          expect(deriveRefreshToken(Buffer.from(bytes), session, generation)).toBe(token);
        },
      ),
    );
  });

  it('is hashed with SHA-256; what has not its form is not hashed', () => {
    const token = deriveRefreshToken(key, 'ses_1', 0);
    expect(hashRefreshToken(token)).toEqual(createHash('sha256').update(token).digest());
    for (const text of ['', token.slice(1), `${token}A`, `${token}\n`, token.replace('conea', 'CONEA')]) {
      expect(hashRefreshToken(text)).toBeNull();
    }
  });
});

describe('a presented refresh token', () => {
  it('is repeated at the last moment of the grace, and reused one millisecond later', () => {
    expect(judge(aPresented({ usedAt: before(30) }), now)).toBe('repeat');
    expect(judge(aPresented({ usedAt: before(30.001) }), now)).toBe('reuse');
  });

  it('is reused when the head was used, or when it is two generations old', () => {
    expect(judge(aPresented({ headUsedAt: before(0) }), now)).toBe('reuse');
    expect(judge(aPresented({ generation: 3 }), now)).toBe('reuse');
  });

  it('of an ended session is neither', () => {
    expect(judge(aPresented({ revokedAt: before(1) }), now)).toBe('ended');
    expect(judge(aPresented({ expiresAt: now }), now)).toBe('ended');
  });

  it('is never repeated unless it is the one before the head', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), fc.integer({ min: 0, max: 60 }), (generation, headGeneration, seconds) => {
        const judgement = judge(aPresented({ generation, headGeneration, usedAt: before(seconds) }), now);
        expect(judgement === 'repeat').toBe(generation === headGeneration - 1 && seconds <= 30);
      }),
    );
  });
});
