import { newId, type Caller } from '@conea/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { networkOf } from './domain/network.ts';
import type { IdentityProvider } from './domain/provider-identity.ts';
import type { ProviderRedirects, RedirectOutcome } from './domain/provider-redirect.ts';
import { createRedirectSecret, readRedirectSecret } from './domain/redirect-secret.ts';
import { stepSeconds, type RedirectStepStore } from './domain/redirect-step.ts';
import { redirectPath } from './sources/identity-providers.ts';

export type RedirectRouteParts = {
  redirects: ProviderRedirects;
  providers: readonly IdentityProvider[];
  steps: RedirectStepStore;
  /** Where browsers reach this server: a cookie of an https one is sent over https only, and no other host can set it. */
  publicUrl: string;
  /** Requests of one network in ten minutes; beyond, 429. */
  requestsPerNetwork: number;
  clock: () => Date;
};

const window = 600_000;
const safety = {
  'cache-control': 'no-store',
  // The address of this page has a code of the provider in it.
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** The public redirects of a sign-in with another provider: `GET /oauth/{provider}/start` and `/callback`, for browsers that open them as a page. */
export function providerRedirectRoutes(parts: RedirectRouteParts): (app: FastifyInstance) => void {
  const { redirects, providers, steps, publicUrl, requestsPerNetwork, clock } = parts;
  const isSecure = publicUrl.startsWith('https:');
  const cookie = isSecure ? '__Host-conea_sign_in' : 'conea_sign_in';
  const attributes = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${stepSeconds.state}${isSecure ? '; Secure' : ''}`;

  /** Whether a request is answered with why it goes no further. */
  const refuse = async (request: FastifyRequest, reply: FastifyReply): Promise<boolean> => {
    if (!isPage(request)) {
      await problem(reply, 400, 'invalid_request', 'Open this address as a page.');
      return true;
    }
    const beganAt = new Date(Math.floor(clock().getTime() / window) * window);
    if ((await steps.countRequest(networkOf(request.ip), beganAt)) <= requestsPerNetwork) return false;
    const seconds = Math.ceil((beganAt.getTime() + window - clock().getTime()) / 1_000);
    await problem(
      reply.header('retry-after', seconds),
      429,
      'too_many_requests',
      'Too many sign-ins. Try again later.',
    );
    return true;
  };
  const answer = (reply: FastifyReply, outcome: RedirectOutcome) =>
    outcome.isInvalid ? problem(reply, 400, 'invalid_request', outcome.message) : reply.redirect(outcome.url.href, 302);

  return (app) => {
    for (const provider of providers) {
      app.get(redirectPath(provider.name, 'start'), async (request, reply) => {
        void reply.headers(safety);
        if (await refuse(request, reply)) return reply;
        const earlier = secretOf(request, cookie);
        // Several tabs of a browser share the secret; it is worth nothing without a state.
        const secret = readRedirectSecret('browser', earlier) ? (earlier ?? '') : createRedirectSecret('browser').text;
        const outcome = await redirects.begin(callerOf(request), provider, queryOf(request, publicUrl), secret);
        if (!outcome.isInvalid) void reply.header('set-cookie', `${cookie}=${secret}; ${attributes}`);
        return answer(reply, outcome);
      });
      app.get(redirectPath(provider.name, 'callback'), async (request, reply) => {
        void reply.headers(safety);
        if (await refuse(request, reply)) return reply;
        const secret = secretOf(request, cookie);
        return answer(reply, await redirects.finish(callerOf(request), provider, queryOf(request, publicUrl), secret));
      });
    }
  };
}

/** Whether a person navigates: no picture, frame or script of another page, and no browser that fetches ahead, uses up a step. */
function isPage({ headers }: FastifyRequest): boolean {
  const destination = headers['sec-fetch-dest'] ?? 'document';
  return destination === 'document' && headers['sec-purpose'] === undefined;
}

function callerOf({ ip, headers }: FastifyRequest): Caller {
  return { requestId: newId('req'), ip, userAgent: headers['user-agent'] ?? null, user: null };
}

function queryOf(request: FastifyRequest, publicUrl: string): URLSearchParams {
  return new URL(request.url, publicUrl).searchParams;
}

function secretOf({ headers }: FastifyRequest, name: string): string | null {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1] ?? null;
}

function problem(reply: FastifyReply, status: number, error: string, message: string) {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${error}: ${message}\n`);
}
