import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { supergraphConfig } from '../src/config/supergraph.ts';
import { createFileSource, createUrlSource } from '../src/graph/supergraph-source.ts';

type Reply = { status?: number; etag?: string; text?: string };

/** A server of supergraphs that remembers what it was asked. */
async function startRegistry() {
  const asked: IncomingHttpHeaders[] = [];
  let reply: Reply = { text: 'one', etag: '"1"' };
  const server: Server = createServer((request, response) => {
    asked.push(request.headers);
    const isKnown = reply.etag !== undefined && request.headers['if-none-match'] === reply.etag;
    if (reply.etag !== undefined) response.setHeader('etag', reply.etag);
    response.writeHead(isKnown ? 304 : (reply.status ?? 200)).end(isKnown ? '' : reply.text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/supergraph?token=secret`,
    asked,
    answer: (next: Reply) => void (reply = next),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('a supergraph behind URLs', () => {
  let first: Awaited<ReturnType<typeof startRegistry>>;
  let second: Awaited<ReturnType<typeof startRegistry>>;
  const source = (options: Record<string, unknown> = {}) =>
    createUrlSource(supergraphConfig.parse({ urls: [first.url, second.url], ...options }));

  beforeEach(async () => {
    [first, second] = await Promise.all([startRegistry(), startRegistry()]);
  });
  afterEach(() => Promise.all([first.stop(), second.stop()]));

  it('is sent once: what is known comes as 304', async () => {
    const { read } = source({ authorization: 'Bearer registry' });
    expect([await read(), await read()]).toEqual(['one', null]);
    first.answer({ text: 'two', etag: '"2"' });
    expect([await read(), await read()]).toEqual(['two', null]);
    expect(first.asked.map(({ authorization }) => authorization)).toEqual(Array(4).fill('Bearer registry'));
  });

  it('comes from the next URL when one does not answer, and from the first again afterwards', async () => {
    const { read } = source();
    second.answer({ text: 'copy', etag: '"1"' });
    first.answer({ status: 500 });
    expect(await read()).toBe('copy');
    first.answer({ text: 'two', etag: '"1"' });
    expect(await read()).toBe('two');
  });

  it('says of each URL why it gives none, without what may be secret', async () => {
    first.answer({ status: 404 });
    await second.stop();
    const { read, name } = source();
    const failure = await read().catch((error: Error) => error.message);
    expect(failure).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/supergraph: it answered 404; http:\/\/127\.0\.0\.1:\d+\/supergraph: /,
    );
    expect(`${name} ${failure}`).not.toContain('secret');
    second = await startRegistry();
  });

  it('is not read without end', async () => {
    first.answer({ text: 'x'.repeat(2_000) });
    second.answer({ status: 404 });
    await expect(source({ max_bytes: '1kB' }).read()).rejects.toThrow('larger than 1000 bytes');
  });
});

describe('a supergraph in a file', () => {
  let folder: string;
  const config = supergraphConfig.parse({ max_bytes: '1kB' });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'conea-source-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is another one when its link points elsewhere, as a mounted ConfigMap does it', async () => {
    const link = join(folder, 'supergraph.graphql');
    await Promise.all(['one', 'two'].map((text) => writeFile(join(folder, text), text)));
    await symlink(join(folder, 'one'), link);
    const { read } = createFileSource(link, config);
    expect([await read(), await read()]).toEqual(['one', null]);
    await unlink(link);
    await symlink(join(folder, 'two'), link);
    expect([await read(), await read()]).toEqual(['two', null]);
  });

  it('is refused when it is too large', async () => {
    const path = join(folder, 'large');
    await writeFile(path, 'x'.repeat(2_000));
    await expect(createFileSource(path, config).read()).rejects.toThrow('larger than 1000 bytes');
  });
});
