import type { FastifyInstance } from 'fastify';
import type { Grant } from '../oauth/authorization-codes.ts';
import { readChoice, renderChoicePage, renderErrorPage } from '../oauth/choice-page.ts';
import { formOf } from '../oauth/vendor-app.ts';
import type { GoogleParts } from './simulator.ts';

const path = '/o/oauth2/v2/auth';

/** The page of Google on which somebody chooses an account and consents, and the way back with a code. */
export function serveAuthorization(app: FastifyInstance, parts: GoogleParts): void {
  const { client, people, codes, faults, issuer } = parts;
  /** What is wrong with a request that must not be answered by a redirect. */
  const refuse = (query: URLSearchParams): string | null => {
    if (query.get('client_id') !== client.id) return 'Error 401: invalid_client. The OAuth client was not found.';
    if (!client.redirectUris.includes(query.get('redirect_uri') ?? '')) return 'Error 400: redirect_uri_mismatch';
    if (query.get('response_type') !== 'code') return 'Error 400: invalid_request. Required parameter: response_type';
    if (!(query.get('scope') ?? '').split(' ').includes('openid')) return 'Error 400: invalid_scope';
    return null;
  };
  app.get(path, async (request, reply) => {
    const query = new URL(request.url, issuer()).searchParams;
    const problem = refuse(query);
    void reply.type('text/html; charset=utf-8');
    if (problem !== null) return reply.code(400).send(renderErrorPage('Google', problem));
    return reply.send(
      renderChoicePage({
        ...{ vendor: 'Google', client: client.id, scope: query.get('scope') ?? '', action: path, request: query },
        choices: people.list().map(({ sub, name, email }) => ({ id: sub, name, note: email })),
      }),
    );
  });
  app.post(path, async (request, reply) => {
    const form = formOf(request.body);
    const problem = refuse(form);
    if (problem !== null) return reply.code(400).type('text/html').send(renderErrorPage('Google', problem));
    const back = new URL(form.get('redirect_uri') ?? '');
    const { isAllowed, personId } = readChoice(form);
    const state = form.get('state');
    if (state !== null) back.searchParams.set('state', state);
    back.searchParams.set('iss', faults.take('foreign_issuer') ? 'https://accounts.example.net' : issuer());
    if (!isAllowed || people.find(personId) === null) back.searchParams.set('error', 'access_denied');
    else {
      back.searchParams.set('code', codes.issue(grantOf(form, personId), '4/0'));
      back.searchParams.set('scope', form.get('scope') ?? '');
      back.searchParams.set('authuser', '0');
      back.searchParams.set('prompt', 'consent');
    }
    return reply.redirect(back.href, 302);
  });
}

function grantOf(form: URLSearchParams, personId: string): Grant {
  return {
    clientId: form.get('client_id') ?? '',
    redirectUri: form.get('redirect_uri') ?? '',
    scope: form.get('scope') ?? '',
    personId,
    nonce: form.get('nonce'),
    codeChallenge: form.get('code_challenge'),
    codeChallengeMethod: form.get('code_challenge_method') ?? 'plain',
  };
}
