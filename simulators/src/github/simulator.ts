import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { createAuthorizationCodes } from '../oauth/authorization-codes.ts';
import { brokenAnswers } from '../oauth/broken-answer.ts';
import { createFaults, type Faults } from '../oauth/faults.ts';
import { createVendorApp } from '../oauth/vendor-app.ts';
import { serveApi } from './api.ts';
import { serveAuthorization } from './authorize.ts';
import { createPeople, type People } from './people.ts';
import { serveTokenExchange } from './token.ts';

/** The one application that is registered. */
export type Client = { id: string; secret: string; callbackUrl: string };

/** What the simulator can do wrong: with the exchange of a code, or (`api_…`) when it is asked who somebody is. */
const faultKinds = [...brokenAnswers, 'expired_code', 'api_slow', 'api_unavailable'] as const;

type GithubFault = (typeof faultKinds)[number];

export type GithubParts = {
  client: Client;
  people: People;
  codes: ReturnType<typeof createAuthorizationCodes>;
  tokens: Map<string, { personId: string; scopes: readonly string[] }>;
  faults: Faults<GithubFault>;
};

const person = z.object({ email: z.string(), login: z.string().optional() });

/** GitHub's plain OAuth 2 (no ID token, no `iss`) and the two calls of its API that tell who somebody is. */
export function createSimulator(client: Client) {
  const faults = createFaults<GithubFault>();
  const app = createVendorApp({ vendor: 'github', faults, kinds: faultKinds });
  const people = createPeople();
  const parts = { client, faults, people, codes: createAuthorizationCodes(), tokens: new Map() };
  serveAuthorization(app, parts);
  serveTokenExchange(app, parts);
  serveApi(app, parts);
  serveControl(app, people);
  return { app, people, faults };
}

function serveControl(app: FastifyInstance, people: People): void {
  app.get('/simulator/people', () => people.list());
  app.post('/simulator/people', (request) => {
    const { email, login } = person.parse(request.body);
    return people.put({ email, ...(login !== undefined && { login }) });
  });
}
