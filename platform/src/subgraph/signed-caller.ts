import { timingSafeEqual, createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Kind, parse } from 'graphql';
import { z } from 'zod';
import type { Caller } from '../caller.ts';
import type { Logger } from '../log.ts';
import type { createVerifier, SignatureHeaders } from '../signature.ts';

type Verify = ReturnType<typeof createVerifier>;

export type SignedCallerOptions = {
  verify: Verify;
  /** Whether a connection is one that the router may have opened. */
  isPeer(socket: Socket): boolean;
  /** Development only: a bearer of this key may read the schema, nothing else. */
  introspectionKey: string | undefined;
  log: Logger;
};

/** Makes JSON bodies of this scope parse only after the router's signature over them was checked; everything else gets a 401, or a 503 while replays cannot be told. */
export function requireSignedCaller(
  scope: FastifyInstance,
  { verify, isPeer, introspectionKey, log }: SignedCallerOptions,
): void {
  scope.decorateRequest('caller', null);
  scope.addHook('onRequest', async (request) => {
    if (isPeer(request.raw.socket)) return;
    log.warn({ reason: 'no client certificate', ip: request.ip }, 'call refused');
    throw unauthorized();
  });
  const parseJson = scope.getDefaultJsonParser('error', 'error');
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    getCaller(request, body).then(
      (caller) => {
        request.setDecorator('caller', caller);
        return parseJson(request, body.toString('utf8'), done);
      },
      (error: Error) => done(error),
    );
  });

  async function getCaller(request: FastifyRequest, body: Buffer): Promise<Caller> {
    const verification = await verify({ method: request.method, path: request.url, body }, signatureHeaders(request));
    if (verification.ok) return verification.caller;
    if (introspectionKey && isBearer(request, introspectionKey) && asksOnlyForSchema(body)) return anonymous(request);
    log.warn({ reason: verification.reason, ip: request.ip }, 'call refused');
    throw verification.isPassing ? unavailable() : unauthorized();
  }
}

/** The caller of a request whose body was parsed. */
export function callerOf(request: FastifyRequest): Caller {
  const caller = request.getDecorator<Caller | null>('caller');
  if (caller === null) throw unauthorized();
  return caller;
}

function unauthorized(): Error {
  return Object.assign(new Error('Unauthorized'), { statusCode: 401 });
}

/** The router may try again, with a new signature. */
function unavailable(): Error {
  return Object.assign(new Error('Service Unavailable'), { statusCode: 503 });
}

function signatureHeaders({ headers }: FastifyRequest): Partial<SignatureHeaders> {
  const { 'conea-caller': caller, 'conea-signature': signature } = headers;
  if (typeof caller !== 'string' || typeof signature !== 'string') return {};
  return { 'conea-caller': caller, 'conea-signature': signature };
}

function anonymous(request: FastifyRequest): Caller {
  return { requestId: request.id, ip: request.ip, userAgent: request.headers['user-agent'] ?? null, user: null };
}

function isBearer(request: FastifyRequest, key: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(request.headers.authorization ?? ''), hash(`Bearer ${key}`));
}

const schemaRequest = z.object({ query: z.string() });
const schemaFields = new Set(['_service', '__schema', '__type', '__typename']);

function asksOnlyForSchema(body: Buffer): boolean {
  try {
    const { query } = schemaRequest.parse(JSON.parse(body.toString('utf8')));
    const { definitions } = parse(query, { maxTokens: 2_000 });
    const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    const roots = operations.flatMap((operation) => operation.selectionSet.selections);
    return roots.every((selection) => selection.kind === Kind.FIELD && schemaFields.has(selection.name.value));
  } catch {
    return false;
  }
}
