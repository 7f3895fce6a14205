import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { serveHealth } from '../src/health.ts';
import { createLogger } from '../src/log.ts';

let app: FastifyInstance;
let url: string;
let isDatabaseThere = true;
const drain = new AbortController();

beforeAll(async () => {
  app = fastify();
  const check = async () => {
    if (!isDatabaseThere) throw new Error('no connection');
  };
  serveHealth(app, [{ name: 'database', check }], drain.signal, createLogger('health', 'silent'));
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

async function ask(path: string): Promise<[number, unknown]> {
  const response = await fetch(`${url}${path}`);
  return [response.status, await response.json()];
}

const readiness = ['/ready', '/health?ready', '/health?READY'];
const liveness = ['/health', '/health?live'];

describe('a server tells who asks for its health', () => {
  it.each([...readiness, ...liveness])('that all is well: %s', async (path) => {
    expect(await ask(path)).toEqual([200, { status: 'UP' }]);
  });

  it('that it lives but cannot serve, and what is missing', async () => {
    isDatabaseThere = false;
    for (const path of readiness) expect(await ask(path)).toEqual([503, { status: 'DOWN', failing: ['database'] }]);
    for (const path of liveness) expect(await ask(path)).toEqual([200, { status: 'UP' }]);
    isDatabaseThere = true;
  });

  it('that it is about to stop, and lives until then', async () => {
    drain.abort();
    for (const path of readiness) expect(await ask(path)).toEqual([503, { status: 'DOWN', failing: ['draining'] }]);
    for (const path of liveness) expect(await ask(path)).toEqual([200, { status: 'UP' }]);
  });
});
