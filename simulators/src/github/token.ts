import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { breakAnswer, brokenAnswers } from '../oauth/broken-answer.ts';
import { formOf } from '../oauth/vendor-app.ts';
import type { GithubParts } from './simulator.ts';

const help = 'https://docs.github.com/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors/';
const json = z.record(z.string(), z.string());

/** The exchange of a code. Whatever is wrong is said with status 200; the answer is a form unless JSON is asked for. */
export function serveTokenExchange(app: FastifyInstance, { client, codes, tokens, faults }: GithubParts): void {
  app.post('/login/oauth/access_token', async (request, reply) => {
    const broken = faults.take(...brokenAnswers);
    if (broken) return breakAnswer(reply, broken);
    const asked = parametersOf(request);
    if (asked.get('client_id') !== client.id) return answer(request, reply.code(404), { error: 'Not Found' });
    if (asked.get('client_secret') !== client.secret)
      return refuse(
        request,
        reply,
        'incorrect_client_credentials',
        'The client_id and/or client_secret passed are incorrect.',
      );
    if (faults.take('expired_code')) codes.expireAll();
    const redirectUri = asked.get('redirect_uri');
    const grant = codes.redeem(asked.get('code') ?? '', redirectUri, asked.get('code_verifier'));
    if (grant === 'wrong_redirect')
      return refuse(
        request,
        reply,
        'redirect_uri_mismatch',
        'The redirect_uri MUST match the registered callback URL for this application.',
      );
    if (typeof grant === 'string')
      return refuse(request, reply, 'bad_verification_code', 'The code passed is incorrect or expired.');
    const access_token = `gho_${randomBytes(27).toString('base64url').replaceAll(/[-_]/g, '0')}`;
    const scope = grant.scope.split(/[ ,]/).filter(Boolean).join(',');
    tokens.set(access_token, { personId: grant.personId, scopes: scope.split(',') });
    return answer(request, reply, { access_token, token_type: 'bearer', scope });
  });
}

function parametersOf({ body, headers }: FastifyRequest): URLSearchParams {
  return headers['content-type']?.startsWith('application/json') ? new URLSearchParams(json.parse(body)) : formOf(body);
}

function refuse(request: FastifyRequest, reply: FastifyReply, error: string, error_description: string) {
  return answer(request, reply, { error, error_description, error_uri: `${help}#${error.replaceAll('_', '-')}` });
}

function answer({ headers }: FastifyRequest, reply: FastifyReply, fields: Record<string, string>) {
  if (headers.accept?.includes('application/json')) return reply.send(fields);
  return reply.type('application/x-www-form-urlencoded; charset=utf-8').send(new URLSearchParams(fields).toString());
}
