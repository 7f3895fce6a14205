import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { until } from '../../test/support/until.ts';
import type { RouterConfigInput } from '../src/config/config.ts';
import { startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const definition = {
  name: 'shop',
  sdl: 'type Query { name: String hello(to: String): String } type Mutation { save: Int }',
  resolvers: {
    Query: { name: () => 'shop', hello: (_: unknown, { to }: { to: string }) => `hello ${to}` },
    Mutation: { save: () => 1 },
  },
};
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const name = 'query Name { name }';
const hello = 'query Hello($to: String) { hello(to: $to) }';

let subgraph: TestSubgraph;
let router: TestRouter;
let folder: string;

beforeAll(async () => {
  subgraph = await startSubgraph(definition);
});
afterAll(() => subgraph.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conea-persisted-'));
});
afterEach(async () => {
  await router.stop();
  rmSync(folder, { recursive: true });
});

const start = async (config: RouterConfigInput = {}) => {
  router = await startRouter([definition], [subgraph], { config });
};
async function send(init: RequestInit, path = '') {
  const response = await fetch(router.url + path, init);
  const body: unknown = await response.json();
  return { status: response.status, body };
}
const post = (body: object, headers: Record<string, string> = {}) =>
  send({ method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
const preflight = { headers: { 'apollo-require-preflight': 'yes' } };
const hashed = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });
const refused = (code: string) => ({ errors: [{ extensions: { code } }] });

describe('an automatic persisted query', () => {
  it('is unknown until it was sent once with its text', async () => {
    await start();
    const id = sha256(name);
    expect(await post(hashed(id))).toMatchObject({
      status: 200,
      body: { errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] },
    });
    expect((await post({ query: name, ...hashed(id) })).body).toMatchObject({ data: { name: 'shop' } });
    expect((await post(hashed(id))).body).toMatchObject({ data: { name: 'shop' } });
  });

  it('is answered to GET, by parameter and by path', async () => {
    await start();
    const id = sha256(hello);
    await post({ query: hello, ...hashed(id) });
    const extensions = encodeURIComponent(JSON.stringify(hashed(id).extensions));
    const variables = encodeURIComponent('{"to":"you"}');
    for (const path of [
      `?extensions=${extensions}&variables=${variables}`,
      `?documentId=sha256:${id}&variables=${variables}`,
      `/sha256:${id}?variables=${variables}`,
    ])
      expect((await send(preflight, path)).body).toMatchObject({ data: { hello: 'hello you' } });
  });

  it('is answered over a WebSocket', async () => {
    await start();
    await post({ query: name, ...hashed(sha256(name)) });
    const client = createClient({ url: router.url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
    const [event] = await Array.fromAsync(client.iterate({ query: name, ...hashed(sha256(name)) }));
    await client.dispose();
    expect(event).toMatchObject({ data: { name: 'shop' } });
  });

  it('with the hash of another text is refused, and not remembered', async () => {
    await start();
    const id = sha256(hello);
    expect(await post({ query: name, ...hashed(id) })).toMatchObject({
      status: 400,
      body: refused('PERSISTED_QUERY_HASH_MISMATCH'),
    });
    expect((await post(hashed(id))).body).toMatchObject(refused('PERSISTED_QUERY_NOT_FOUND'));
  });

  it('is not supported where it is switched off', async () => {
    await start({ apq: { enabled: false } });
    expect((await post(hashed(sha256(name)))).body).toMatchObject({
      errors: [{ message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }],
    });
  });

  it('that is a mutation cannot be sent by GET', async () => {
    await start();
    const save = 'mutation { save }';
    await post({ query: save, ...hashed(sha256(save)) });
    expect((await send(preflight, `/sha256:${sha256(save)}`)).status).toBe(405);
  });
});

describe('trusted documents', () => {
  const write = (operations: object[], text?: string) => {
    const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
    const path = join(folder, 'manifest.json');
    writeFileSync(path, text ?? JSON.stringify(manifest));
    return path;
  };
  const anOperation = (fields: object = {}) => ({
    id: sha256(name),
    name: 'Name',
    type: 'query',
    body: name,
    ...fields,
  });
  const trust = (path: string, more: object = {}) =>
    start({ persisted_queries: { enabled: true, local_manifests: [path], poll_interval: '20ms', ...more } });

  it('are known by their ids from the start', async () => {
    await trust(write([anOperation(), anOperation({ id: 'hello-1', name: 'Hello', body: hello })]));
    expect((await post({ documentId: 'hello-1', variables: { to: 'me' } })).body).toMatchObject({
      data: { hello: 'hello me' },
    });
    expect((await post(hashed(sha256(name)))).body).toMatchObject({ data: { name: 'shop' } });
    expect((await send(preflight, `/sha256:${sha256(name)}`)).body).toMatchObject({ data: { name: 'shop' } });
  });

  it('may be those of one client', async () => {
    await trust(
      write([
        anOperation({ id: '1', clientName: 'web', body: name }),
        anOperation({ id: '1', clientName: 'ios', body: 'query Name { hello }' }),
      ]),
      { safelist: { enabled: true } },
    );
    const as = (client: string) => post({ documentId: '1' }, { 'apollographql-client-name': client });
    expect((await as('web')).body).toMatchObject({ data: { name: 'shop' } });
    expect((await as('ios')).body).toMatchObject({ data: { hello: 'hello undefined' } });
    expect(await as('tv')).toMatchObject({ status: 404, body: refused('PERSISTED_QUERY_NOT_IN_LIST') });
  });

  it('are all that a safelist lets pass, whatever the white space', async () => {
    await trust(write([anOperation()]), { safelist: { enabled: true } });
    expect((await post({ query: '# mine\nquery   Name {\n name,\n}' })).status).toBe(200);
    expect(await post({ query: 'query Name { name hello }' })).toMatchObject({
      status: 403,
      body: refused('QUERY_NOT_IN_SAFELIST'),
    });
    expect(await post({ query: 'query {' })).toMatchObject({ status: 403 });
    expect(await post({ query: hello, ...hashed(sha256(hello)) })).toMatchObject({
      status: 400,
      body: refused('CANNOT_SEND_PQ_ID_AND_BODY'),
    });
    expect((await post(hashed(sha256(hello)))).status).toBe(404);
  });

  it('may be asked for by id only', async () => {
    await trust(write([anOperation()]), { safelist: { enabled: true, require_id: true } });
    expect(await post({ query: name })).toMatchObject({ status: 400, body: refused('PERSISTED_QUERY_ID_REQUIRED') });
    expect((await post({ documentId: sha256(name) })).status).toBe(200);
  });

  it('are read again when the file changes, and stay when it is broken', async () => {
    const path = write([anOperation()]);
    await trust(path, { hot_reload: true, safelist: { enabled: true } });
    write([anOperation({ id: 'hello-1', name: 'Hello', body: hello })]);
    await until('the new operation is known', async () => (await post({ documentId: 'hello-1' })).status === 200);
    expect((await post({ documentId: sha256(name) })).status).toBe(404);
    write([], '{ "format": "something else" }');
    write([anOperation({ id: 'both', body: name })]);
    await until('the next good file is in force', async () => (await post({ documentId: 'both' })).status === 200);
  });

  it('that cannot be read keep the router from starting', async () => {
    await start();
    const path = write([], '{}');
    await expect(
      startRouter([definition], [subgraph], {
        config: { persisted_queries: { enabled: true, local_manifests: [path] } },
      }),
    ).rejects.toThrow(/is no persisted query manifest/);
  });
});
