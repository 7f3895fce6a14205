import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { breakAnswer } from '../oauth/broken-answer.ts';
import type { Person } from './people.ts';
import type { GithubParts } from './simulator.ts';

const documentation_url = 'https://docs.github.com/rest';

/** `GET /user` and `GET /user/emails` of the REST API, with the headers that tell the scopes. */
export function serveApi(app: FastifyInstance, { people, tokens, faults }: GithubParts): void {
  const serve = (path: string, needed: string | null, show: (person: Person, scopes: readonly string[]) => unknown) =>
    app.get(path, async (request, reply) => {
      const broken = faults.take('api_slow', 'api_unavailable');
      if (broken) return breakAnswer(reply, broken === 'api_slow' ? 'slow' : 'unavailable');
      if (!request.headers['user-agent']) return refuse(reply, 403, 'Request forbidden by administrative rules.');
      const token = tokens.get(bearerOf(request));
      const person = token && people.find(token.personId);
      if (!person) return refuse(reply, 401, 'Bad credentials');
      void reply.headers({
        'x-oauth-scopes': token.scopes.join(', '),
        'x-accepted-oauth-scopes': needed ?? '',
        'x-github-media-type': 'github.v3; format=json',
        'x-ratelimit-limit': '5000',
      });
      if (needed !== null && !token.scopes.some((scope) => scope === needed || scope === 'user'))
        return refuse(reply, 404, 'Not Found');
      return reply.send(show(person, token.scopes));
    });
  serve('/user', null, ({ id, login, name, emails }) => ({
    ...{ login, id, node_id: Buffer.from(`04:User${id}`).toString('base64'), type: 'User', name },
    email: emails.find(({ visibility }) => visibility === 'public')?.email ?? null,
    created_at: '2014-07-10T02:11:09Z',
  }));
  serve('/user/emails', 'user:email', ({ emails }) => emails);
}

function bearerOf({ headers }: FastifyRequest): string {
  return /^(?:bearer|token) (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}

function refuse(reply: FastifyReply, status: number, message: string) {
  return reply.code(status).send({ message, documentation_url, status: String(status) });
}
