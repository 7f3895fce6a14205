import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createServer } from 'node:http';
import { once } from 'node:events';

/** An issuer of one token, and a collector that takes every span. */
export async function startPeers() {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 3072 });
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] };
  const server = createServer((request, response) => {
    request.resume();
    if (request.url === '/jwks.json') response.setHeader('content-type', 'application/json').end(JSON.stringify(keys));
    else request.on('end', () => response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const token = await new SignJWT({ org: 'org_1', sid: 'ses_1', role: 'user', scope: 'read:own_data' })
    .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'k1' })
    .setIssuer('bench')
    .setAudience('bench')
    .setSubject('usr_1')
    .setJti('jti_1')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
  return { jwksUrl: `${origin}/jwks.json`, collectorUrl: origin, token, stop: () => server.close() };
}
