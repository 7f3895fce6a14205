import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

type Json = Record<string, unknown>;

export type Known = {
  /** A token that the endpoint takes; what is forged looks like it. */
  token?: string | undefined;
  /** The public key of the issuer, as PEM, as anybody can fetch it. */
  publicKey?: string | undefined;
};

/** A name, and the values of the `Authorization` header. */
export type Forgery = { name: string; authorization: string | string[] };

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const rs256 = (key: KeyObject) => (input: string) => sign('sha256', Buffer.from(input), key).toString('base64url');
const hs256 = (secret: string) => (input: string) => createHmac('sha256', secret).update(input).digest('base64url');
const unsigned = () => '';

/** Tokens that no endpoint may take, each as good as somebody without the issuer's key can make it. */
export function forge({ token, publicKey }: Known, now = Math.floor(Date.now() / 1_000)): Forgery[] {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const jwk = { ...pair.publicKey.export({ format: 'jwk' }), kid: 'forged', alg: 'RS256' };
  const byStranger = rs256(pair.privateKey);
  const [head, body, signature = ''] = token?.split('.') ?? [];
  const known = { header: decode(head), claims: decode(body) };
  const good: Json = { alg: 'RS256', typ: 'at+jwt', kid: 'k1', ...known.header };
  const claims: Json = {
    ...{ iss: 'https://issuer.example', aud: 'api', sub: 'usr_1', iat: now, exp: now + 3_600, jti: 'forged' },
    ...{ org: 'org_1', sid: 'ses_1', role: 'admin', scope: '*' },
    ...known.claims,
  };
  const write = (header: Json, signer: (input: string) => string, changed: Json = {}) => {
    const input = `${encode({ ...good, ...header })}.${encode({ ...claims, ...changed })}`;
    return `${input}.${signer(input)}`;
  };
  const tokens: [string, string][] = [
    ...['none', 'None', 'NONE', 'nOnE'].map((alg): [string, string] => [`alg ${alg}`, write({ alg }, unsigned)]),
    ['HS256 with an empty secret', write({ alg: 'HS256' }, hs256(''))],
    ...(publicKey === undefined
      ? []
      : [publicKey, publicKey.trimEnd()].map((pem, index): [string, string] => [
          `HS256 with the public key${index ? ', trimmed' : ''}`,
          write({ alg: 'HS256' }, hs256(pem)),
        ])),
    ['a key in the header (jwk)', write({ jwk, kid: undefined }, byStranger)],
    ['a URL of keys (jku)', write({ jku: 'https://attacker.invalid/jwks.json', kid: 'forged' }, byStranger)],
    ['a URL of certificates (x5u)', write({ x5u: 'https://attacker.invalid/x5u.pem', kid: 'forged' }, byStranger)],
    ['kid of another key', write({}, byStranger)],
    ['kid as a path', write({ kid: '../../../../dev/null', alg: 'HS256' }, hs256(''))],
    ['kid as SQL', write({ kid: "x' UNION SELECT 'secret' --", alg: 'HS256' }, hs256('secret'))],
    ['wrong typ', write({ typ: 'JWT' }, byStranger)],
    ['wrong iss', write({}, byStranger, { iss: 'https://attacker.invalid' })],
    ['wrong aud', write({}, byStranger, { aud: 'another' })],
    ['no exp', write({}, byStranger, { exp: undefined })],
    ['expired', write({}, byStranger, { exp: now - 3_600, iat: now - 7_200 })],
    ['iat in the future', write({}, byStranger, { iat: now + 86_400, exp: now + 90_000 })],
    ['an unknown critical extension', write({ crit: ['x'], x: 1 }, byStranger)],
    ['stripped signature', head && body ? `${head}.${body}.` : write({}, unsigned)],
    [
      'changed claims',
      head && signature
        ? `${head}.${encode({ ...claims, role: 'admin', scope: '*' })}.${signature}x`
        : write({}, byStranger),
    ],
    ['no token at all', '..'],
    ['oversized', `${'A'.repeat(12_000)}.e30.AAAA`],
  ];
  const forged = write({ alg: 'none' }, unsigned);
  return [
    ...tokens.map(([name, text]): Forgery => ({ name, authorization: `Bearer ${text}` })),
    { name: 'two Authorization headers', authorization: [`Bearer ${token ?? forged}`, `Bearer ${forged}`] },
  ];
}

function decode(part: string | undefined): Json {
  if (part === undefined) return {};
  const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  return value !== null && typeof value === 'object' ? { ...value } : {};
}
