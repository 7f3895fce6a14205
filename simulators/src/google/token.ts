import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { breakAnswer, brokenAnswers } from '../oauth/broken-answer.ts';
import type { Grant } from '../oauth/authorization-codes.ts';
import { formOf } from '../oauth/vendor-app.ts';
import { tokenFaults } from './faults.ts';
import type { Person } from './people.ts';
import type { GoogleParts } from './simulator.ts';

const lifetime = 3_599;

/** The token endpoint, and what an access token is good for. */
export function serveTokens(app: FastifyInstance, parts: GoogleParts): void {
  const { client, people, codes, faults } = parts;
  const bearers = new Map<string, Person>();
  app.post('/token', async (request, reply) => {
    const broken = faults.take(...brokenAnswers);
    if (broken) return breakAnswer(reply, broken);
    const form = formOf(request.body);
    const { id, secret } = credentialsOf(request.headers.authorization, form);
    if (id !== client.id || secret !== client.secret) return refuse(reply, 401, 'invalid_client', 'Unauthorized');
    if (form.get('grant_type') !== 'authorization_code')
      return refuse(reply, 400, 'unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type')}`);
    if (faults.take('expired_code')) codes.expireAll();
    const grant = codes.redeem(form.get('code') ?? '', form.get('redirect_uri'), form.get('code_verifier'));
    if (grant === 'wrong_redirect') return refuse(reply, 400, 'redirect_uri_mismatch', 'Bad Request');
    if (grant === 'wrong_verifier') return refuse(reply, 400, 'invalid_grant', 'Invalid code verifier.');
    if (typeof grant === 'string') return refuse(reply, 400, 'invalid_grant', 'Bad Request');
    const person = people.find(grant.personId);
    if (person === null) return refuse(reply, 400, 'invalid_grant', 'Account has been deleted');
    const accessToken = `ya29.${randomBytes(60).toString('base64url')}`;
    bearers.set(accessToken, person);
    const idToken = idTokenOf(parts, grant, person, accessToken);
    return reply.header('cache-control', 'no-cache, no-store, max-age=0, must-revalidate').send({
      ...{ access_token: accessToken, expires_in: lifetime, scope: grant.scope, token_type: 'Bearer' },
      ...(idToken !== null && { id_token: idToken }),
      ...(faults.take('oversized') && { padding: 'x'.repeat(1024 * 1024) }),
    });
  });
  app.get('/v1/userinfo', async (request, reply) => {
    const person = bearers.get(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '');
    if (person) return person;
    return reply
      .code(401)
      .header('www-authenticate', 'Bearer error="invalid_token"')
      .send({ error: 'invalid_request' });
  });
}

/** The ID token of a grant, with the fault that is armed; null when it is that there is none. */
function idTokenOf(parts: GoogleParts, grant: Grant, person: Person, accessToken: string): string | null {
  const fault = parts.faults.take(...tokenFaults);
  if (fault === 'no_id_token') return null;
  const issuedAt = Math.floor(Date.now() / 1_000) - (fault === 'expired_token' ? 86_400 : 0);
  const nonce = fault === 'wrong_nonce' ? 'of-another-request' : grant.nonce;
  const clientId = fault === 'wrong_audience' ? 'another.apps.googleusercontent.com' : grant.clientId;
  const claims = {
    iss: fault === 'wrong_issuer' ? 'https://accounts.example.net' : parts.issuer(),
    ...{ azp: clientId, aud: clientId, ...person, at_hash: atHash(accessToken) },
    ...(nonce !== null && fault !== 'no_nonce' && { nonce }),
    ...{ iat: issuedAt, exp: issuedAt + lifetime + 1 },
  };
  return parts.keys.sign(claims, { isForged: fault === 'forged_signature' });
}

/** Google takes the client's credentials in the body or as Basic. */
function credentialsOf(authorization: string | undefined, form: URLSearchParams) {
  const basic = /^Basic (.+)$/.exec(authorization ?? '')?.[1];
  if (basic === undefined) return { id: form.get('client_id'), secret: form.get('client_secret') };
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent);
  return { id, secret };
}

function atHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
}

function refuse(reply: FastifyReply, status: number, error: string, description: string) {
  return reply.code(status).send({ error, error_description: description });
}
