import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { serveControl, type Faults } from './control.ts';
import { createState } from './state.ts';

export type VaultOptions = {
  rootToken: string;
  /** The role that pods sign in with, and the token of their service account. */
  role: string;
  serviceAccountToken: string;
  /** Seconds. */
  lifetime: number;
  longestLife: number;
};

const loginBody = z.object({ role: z.string(), jwt: z.string() });
const kvPath = z.object({ mount: z.string(), '*': z.string() });
const denied = { errors: ['permission denied'] };

/** A stand-in for HashiCorp Vault: KV version 2, tokens that are looked up, renewed and end, sign-in of Kubernetes pods. */
export function createSimulator(options: VaultOptions): FastifyInstance {
  const state = createState(options);
  const faults: Faults = { status: null, times: 0, latency: 0 };
  const app = fastify({ forceCloseConnections: true });
  app.addHook('onRequest', async (_, reply) => void reply.header('x-conea-simulator', 'vault'));
  app.get('/', () => 'This is a simulator of HashiCorp Vault, for development and tests. It keeps nothing safe.\n');
  app.get('/health', () => ({ status: 'UP' }));
  serveControl(app, state, faults);

  app.register(async (vault) => {
    vault.addHook('onRequest', async (request, reply) => {
      if (faults.latency > 0) await wait(faults.latency);
      if (faults.status !== null && faults.times > 0) {
        faults.times--;
        return reply.code(faults.status).send({ errors: ['Vault is sealed'] });
      }
      const isLogin = request.url.endsWith('/login');
      if (isLogin || state.find(request.headers['x-vault-token']) !== null) return;
      state.counters.refusals++;
      return reply.code(403).send(denied);
    });
    vault.post('/v1/auth/kubernetes/login', async (request, reply) => {
      state.counters.logins++;
      const { success, data } = loginBody.safeParse(request.body);
      if (!success) return reply.code(400).send({ errors: ['missing role'] });
      if (data.role !== options.role || data.jwt !== options.serviceAccountToken) return reply.code(403).send(denied);
      const { bearer, seconds, isRenewable } = state.issue();
      return envelope({ auth: authOf(bearer, seconds, isRenewable) });
    });
    vault.get('/v1/auth/token/lookup-self', async (request) => {
      const found = state.find(request.headers['x-vault-token']);
      const ends = { ttl: found?.seconds, expire_time: found?.endsAt };
      return envelope({ data: { ...ends, renewable: found?.isRenewable, policies: ['default'] } });
    });
    vault.post('/v1/auth/token/renew-self', async (request, reply) => {
      state.counters.renewals++;
      const bearer = z.string().parse(request.headers['x-vault-token']);
      if (!state.find(bearer)?.isRenewable) return reply.code(400).send({ errors: ['lease is not renewable'] });
      return envelope({ auth: authOf(bearer, state.renew(bearer) ?? 0, true) });
    });
    vault.get('/v1/:mount/data/*', async (request, reply) => {
      state.counters.reads++;
      const { mount, '*': path } = kvPath.parse(request.params);
      const found = state.read(`${mount}/${path}`);
      if (!found) return reply.code(404).send({ errors: [] });
      const { data, createdAt, version } = found;
      const metadata = { created_time: createdAt, custom_metadata: null, deletion_time: '', destroyed: false, version };
      return envelope({ data: { data, metadata } });
    });
  });
  return app;
}

function envelope(content: object) {
  const lease = { lease_id: '', renewable: false, lease_duration: 0, wrap_info: null, warnings: null };
  return { request_id: randomUUID(), ...lease, data: null, auth: null, ...content };
}

function authOf(bearer: string, seconds: number, isRenewable: boolean) {
  const facts = { accessor: randomUUID(), policies: ['default'], token_type: 'service', entity_id: randomUUID() };
  return { client_token: bearer, lease_duration: seconds, renewable: isRenewable, ...facts };
}
