import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { encodeCaller, parseCaller, type Caller } from './caller.ts';
import { clockToleranceSeconds } from './clock-tolerance.ts';
import { createMemoryNonces, type Nonces } from './nonces.ts';

/** A shared secret of the router and one subgraph. Two are valid while keys rotate: the router signs with the first. */
export type RouterKey = { id: string; secret: Buffer };

/** What is signed: an HTTP request, or a WebSocket message with method CONNECT or SUBSCRIBE. */
export type SignedRequest = { subgraph: string; method: string; path: string; body: string | Buffer };

/** The headers of a signed call (HTTP), or the members of its payload (WebSocket). */
export type SignatureHeaders = { 'conea-caller': string; 'conea-signature': string };

/** The caller of a verified request, or why it is refused (for the log, never for the client); `isPassing`: the same may be good later. */
export type Verification = { ok: true; caller: Caller } | { ok: false; reason: string; isPassing?: true };

const signaturePattern = /^kid=(?<kid>[\w-]{1,32});ts=(?<ts>\d{1,12});nonce=(?<nonce>[\w-]{22});sig=(?<sig>[\w-]{43})$/;

/** Signs a call to a subgraph; the signature is good for one use, and for as long as the subgraph lets clocks differ. */
export function signRequest(
  key: RouterKey,
  request: SignedRequest,
  caller: Caller,
  now = Date.now(),
): SignatureHeaders {
  const encoded = encodeCaller(caller);
  const ts = String(Math.floor(now / 1000));
  const nonce = randomBytes(16).toString('base64url');
  const sig = digest(key, request, encoded, ts, nonce).toString('base64url');
  return { 'conea-caller': encoded, 'conea-signature': `kid=${key.id};ts=${ts};nonce=${nonce};sig=${sig}` };
}

/** Keys, or those of the moment. */
export type RouterKeys = readonly RouterKey[] | (() => readonly RouterKey[]);

/**
 * Checks signed calls to one subgraph. Each is good for one use among all who share the nonces; without any, of this process alone. Nonces are to be kept
 * for twice the tolerance, in seconds: a signature is good from before its time to after it.
 */
export function createVerifier(
  subgraph: string,
  keys: RouterKeys,
  nonces: Nonces = createMemoryNonces(),
  clock = () => new Date(),
  tolerance = clockToleranceSeconds,
) {
  const keysNow = typeof keys === 'function' ? keys : () => keys;
  return async (
    request: Omit<SignedRequest, 'subgraph'>,
    headers: Partial<SignatureHeaders>,
    now = clock().getTime(),
  ): Promise<Verification> => {
    const encoded = headers['conea-caller'];
    const { kid, ts, nonce, sig } = signaturePattern.exec(headers['conea-signature'] ?? '')?.groups ?? {};
    if (encoded === undefined || !kid || !ts || !nonce || !sig) return refuse('unsigned');
    const key = keysNow().find(({ id }) => id === kid);
    if (key === undefined) return refuse('unknown key');
    if (Math.abs(now / 1000 - Number(ts)) > tolerance) return refuse('stale');
    const expected = digest(key, { ...request, subgraph }, encoded, ts, nonce);
    if (!timingSafeEqual(expected, Buffer.from(sig, 'base64url'))) return refuse('wrong signature');
    // Only now: nobody without a key can fill the memory.
    const claim = await nonces.claim(nonce);
    if (claim === 'used') return refuse('replayed');
    if (claim === 'unknown') return { ...refuse('replay not ruled out'), isPassing: true };
    return { ok: true, caller: parseCaller(encoded) };
  };
}

const refuse = (reason: string) => ({ ok: false as const, reason });

function digest(key: RouterKey, request: SignedRequest, encodedCaller: string, ts: string, nonce: string): Buffer {
  const bodyHash = createHash('sha256').update(request.body).digest('base64url');
  const text = [request.method, request.path, request.subgraph, bodyHash, encodedCaller, ts, nonce].join('\n');
  return createHmac('sha256', key.secret).update(text).digest();
}
