import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createServer } from 'node:http';

type Claims = Record<string, unknown>;

/** An issuer of access tokens with its key set on a real URL. */
export async function startIssuer() {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  // Without `alg`: the router alone says which algorithms are good.
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', use: 'sig' }] };
  let fetches = 0;
  let isDown = false;
  let answering = Promise.resolve();
  const server = createServer((_, response) => {
    fetches++;
    void answering.then(() =>
      isDown
        ? response.writeHead(503).end()
        : response.setHeader('content-type', 'application/json').end(JSON.stringify(keys)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const jwksUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/jwks.json`;
  const claims = (overrides: Claims = {}): Claims => {
    const now = Math.floor(Date.now() / 1000);
    const standard = { iss: 'test', aud: 'test', sub: 'usr_1', jti: 'jti_1', iat: now, exp: now + 3600 };
    return { ...standard, org: 'org_1', sid: 'ses_1', role: 'user', scope: 'read:own_data', ...overrides };
  };
  return {
    jwksUrl,
    /** The section of a router's configuration that trusts this issuer. */
    config: { authentication: { jwt: { issuers: [{ issuer: 'test', jwks_url: jwksUrl, audiences: ['test'] }] } } },
    privateKey,
    publicKey,
    claims,
    fetches: () => fetches,
    setDown: (down: boolean) => (isDown = down),
    /** Answers nobody until that is over. */
    holdUntil: (over: Promise<void>) => {
      answering = over;
    },
    /** A good token, but for what is overridden; a claim that is undefined is left out. */
    token: (overrides: Claims = {}, header: { alg?: string; typ?: string; kid?: string } = {}) =>
      new SignJWT(claims(overrides))
        .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'k1', ...header })
        .sign(privateKey),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
