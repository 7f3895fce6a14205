import { describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, jwtVerify } from 'jose';
import { signAccessToken } from '../src/domain/access-token.ts';

const now = new Date('2026-11-24T09:30:00.700Z');
const { publicKey, privateKey } = await generateKeyPair('RS256', { modulusLength: 2048 });
const issuer = { issuer: 'https://conea.example', audience: 'conea' };

const aSubject = (sessionExpiresAt: Date) => ({
  ...{ tokenId: 'jti_1', userId: 'usr_1', organizationId: 'org_1', sessionId: 'ses_1' },
  ...{ membershipVersion: 1, clientId: 'conea', scopes: ['read:own_data'] },
  proof: { authenticatedAt: now, methods: ['pwd'] },
  sessionExpiresAt,
});

const sign = (sessionExpiresAt: Date) =>
  signAccessToken(issuer, { id: 'key_1', privateKey }, aSubject(sessionExpiresAt), now);

describe('an access token', () => {
  it('does not outlive its session', async () => {
    const sessionEnd = new Date('2026-11-24T09:40:00.900Z');
    const { accessToken, accessTokenExpiresAt } = await sign(sessionEnd);
    expect(accessTokenExpiresAt).toEqual(new Date('2026-11-24T09:40:00Z'));
    expect(decodeJwt(accessToken).exp).toBe(Date.parse('2026-11-24T09:40:00Z') / 1000);
  });

  it('is RS256 of type at+jwt with the claims of its user, for an hour', async () => {
    const { accessToken } = await sign(new Date('2026-12-24T09:30:00Z'));
    expect(decodeProtectedHeader(accessToken)).toEqual({ alg: 'RS256', typ: 'at+jwt', kid: 'key_1' });
    const { payload } = await jwtVerify(accessToken, publicKey, { ...issuer, currentDate: now });
    expect(payload).toMatchObject({ sub: 'usr_1', org: 'org_1', sid: 'ses_1', role: 'viewer', scope: 'read:own_data' });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  });
});
