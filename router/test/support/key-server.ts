import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { once } from 'node:events';
import { createServer } from 'node:http';

/** A key of an issuer that has several, one after the other. */
export type SigningKey = Awaited<ReturnType<typeof createSigningKey>>;

export async function createSigningKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  let tokens = 0;
  return {
    jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256' },
    /** A good token that nobody has seen before. */
    token: () =>
      new SignJWT({ org: 'org_1', sid: 'ses_1', role: 'user', scope: '', jti: `${kid} ${tokens++}` })
        .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid })
        .setIssuer('test')
        .setAudience('test')
        .setSubject('usr_1')
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
  };
}

/** A URL of keys that can be published, withdrawn and broken. */
export async function startKeyServer() {
  let [status, body] = [503, ''];
  const server = createServer((_, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const answer = (nextStatus: number, nextBody: string) => void ([status, body] = [nextStatus, nextBody]);
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/jwks.json`,
    publish: (...keys: SigningKey[]) => answer(200, JSON.stringify({ keys: keys.map(({ jwk }) => jwk) })),
    answer,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
