import { exportJWK, exportPKCS8, exportSPKI, generateKeyPair, type JWK } from 'jose';
import { constants, createHmac, createPrivateKey, sign } from 'node:crypto';
import type { startIssuer } from './issuer.ts';

type Issuer = Awaited<ReturnType<typeof startIssuer>>;
type Header = Record<string, unknown>;
type Signer = (input: string) => Buffer;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const hmac =
  (secret: string): Signer =>
  (input) =>
    createHmac('sha256', secret).update(input).digest();

/**
 * Tokens that are not what they seem to be, by what is wrong with them. Each has the claims of a good one; `attackerUrl` is where an
 * attacker offers keys. Written by hand, since libraries refuse to write them.
 */
export async function forgeTokens(issuer: Issuer, attackerUrl: string): Promise<ReadonlyMap<string, string>> {
  const own = createPrivateKey(await exportPKCS8(issuer.privateKey));
  const attacker = await generateKeyPair('RS256', { extractable: true });
  const stranger = createPrivateKey(await exportPKCS8(attacker.privateKey));
  const jwk: JWK = { ...(await exportJWK(attacker.publicKey)), kid: 'k1', alg: 'RS256' };
  const pem = await exportSPKI(issuer.publicKey);
  const good: Header = { alg: 'RS256', typ: 'at+jwt', kid: 'k1' };

  const byIssuer: Signer = (input) => sign('sha256', Buffer.from(input), own);
  const byStranger: Signer = (input) => sign('sha256', Buffer.from(input), stranger);
  const byNobody: Signer = () => Buffer.alloc(0);
  const pss: Signer = (input) =>
    sign('sha256', Buffer.from(input), { key: own, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
  const write = (header: Header, signer: Signer, claims: unknown = issuer.claims()) => {
    const input = `${encode({ ...good, ...header })}.${encode(claims)}`;
    return `${input}.${signer(input).toString('base64url')}`;
  };
  const token = await issuer.token();
  const [head, , signature = ''] = token.split('.');
  const inX5c = Buffer.from(pem).toString('base64');

  return new Map([
    ...['none', 'None', 'NONE', 'nOnE', '', 'none '].flatMap((alg): [string, string][] => [
      [`alg "${alg}" and no signature`, write({ alg }, byNobody)],
      [`alg "${alg}" and a signature`, write({ alg }, byIssuer)],
    ]),
    ...Object.entries({
      'the public key': pem,
      'the public key without its last line break': pem.trimEnd(),
      'the key set': JSON.stringify(await exportJWK(issuer.publicKey)),
      nothing: '',
    }).map(([what, secret]): [string, string] => [
      `HS256 with ${what} for a secret`,
      write({ alg: 'HS256' }, hmac(secret)),
    ]),
    ['a key of its own in the header', write({ jwk }, byStranger)],
    ['a key of its own and no kid', write({ jwk, kid: undefined }, byStranger)],
    ['a URL of its own keys', write({ jku: attackerUrl, kid: 'attacker' }, byStranger)],
    ['a URL of its own certificate', write({ x5u: attackerUrl, kid: 'attacker' }, byStranger)],
    ['a certificate of its own', write({ x5c: [inX5c], kid: undefined }, byStranger)],
    ['the kid of another key', write({}, byStranger)],
    ...[
      '../../../../dev/null',
      '/dev/null',
      "' OR '1'='1",
      "x' UNION SELECT 'secret' --",
      '',
      '__proto__',
      'k1\0',
    ].flatMap((kid): [string, string][] => [
      [`kid ${JSON.stringify(kid)}`, write({ kid }, byStranger)],
      [`kid ${JSON.stringify(kid)} and an empty secret`, write({ kid, alg: 'HS256' }, hmac(''))],
    ]),
    ['a kid that is no text', write({ kid: { $ne: null } }, byStranger)],
    ['PS256', write({ alg: 'PS256' }, pss)],
    ['RS512', write({ alg: 'RS512' }, (input) => sign('sha512', Buffer.from(input), own))],
    ['an alg that is none', write({ alg: 'RS257' }, byIssuer)],
    ['an alg that is a list', write({ alg: ['RS256'] }, byIssuer)],
    ['an extension that must be understood', write({ crit: ['exp'], exp: 1 }, byIssuer)],
    ['an unknown extension that must be understood', write({ crit: ['x'], x: 1 }, byIssuer)],
    ['an empty list of extensions', write({ crit: [] }, byIssuer)],
    ['a payload that is not encoded', write({ crit: ['b64'], b64: false }, byIssuer)],
    ['no typ', write({ typ: undefined }, byIssuer)],
    ['the typ of an ID token', write({ typ: 'JWT' }, byIssuer)],
    ['the typ of a refresh token', write({ typ: 'rt+jwt' }, byIssuer)],
    ['the typ of a logout token', write({ typ: 'logout+jwt' }, byIssuer)],
    ['claims that are a list', write({}, byIssuer, [issuer.claims()])],
    ['claims that are null', write({}, byIssuer, null)],
    ['another signature', `${head}.${encode(issuer.claims({ role: 'admin' }))}.${signature}`],
    ['one bit of its signature changed', `${token.slice(0, -3)}${token.at(-3) === 'A' ? 'B' : 'A'}${token.slice(-2)}`],
    ['half of its signature', token.slice(0, -signature.length / 2)],
    ['no signature', token.slice(0, -signature.length)],
    ['no third part', token.slice(0, -signature.length - 1)],
    ['a fourth part', `${token}.${signature}`],
    ['five parts', `${token}.${signature}.${signature}`],
    ['only dots', '..'],
    ['padding', `${token}==`],
    ['a header that is no JSON', `${Buffer.from('{').toString('base64url')}.${token.split('.')[1]}.${signature}`],
    ['a header of a thousand brackets', `${Buffer.from('['.repeat(1_000)).toString('base64url')}.e30.${signature}`],
  ]);
}
