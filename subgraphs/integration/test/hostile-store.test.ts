import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createHttpClient } from '../src/sources/shopify/http.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
}

/** A store that answers like this; `asked` are the paths that it was asked for. */
async function aStore(answer: (response: ServerResponse) => void) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(response);
  });
  return { url: await listen(server), asked };
}

function ask(url: string) {
  const client = createHttpClient({ answerTimeout: 300, maxAnswerBytes: 100_000 });
  stops.push(() => client.close());
  return client.post(url, {}, {}, new AbortController().signal);
}

/** Writes as long as somebody reads. */
function writeForEver(response: ServerResponse, chunk: string, pause: number): void {
  const timer = setInterval(() => response.write(chunk), pause);
  response.on('close', () => clearInterval(timer)).on('error', () => clearInterval(timer));
}

describe('a store that means harm', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['never answers', () => undefined],
    ['sends a little again and again', (response) => writeForEver(response, ' ', 20)],
    ['sends without end', (response) => writeForEver(response, ' '.repeat(50_000), 1)],
    ['says that it sends more than is taken', (response) => void response.end('x'.repeat(100_001))],
    ['sends huge headers', (response) => void response.writeHead(200, { 'x-large': 'x'.repeat(100_000) }).end('{}')],
    [
      'ends in the middle',
      (response) => void response.writeHead(200, { 'content-length': '10' }).write('{', () => response.destroy()),
    ],
  ])('is given up, as one that cannot be reached: it %s', async (_, answer) => {
    const { url } = await aStore(answer);
    await expect(ask(url)).rejects.toMatchObject({ kind: 'TRANSIENT', message: 'The store cannot be reached.' });
  });

  it('is given up when it is no store at all', async () => {
    const sockets: Socket[] = [];
    const url = await listen(createTcpServer((socket) => void sockets.push(socket.on('error', () => undefined))));
    stops.push(() => sockets.forEach((socket) => socket.destroy()));
    await expect(ask(url)).rejects.toMatchObject({ kind: 'TRANSIENT' });
  });

  it.each([301, 302, 307, 308])('sends nobody elsewhere by %d', async (status) => {
    const inside = await aStore((response) => void response.end('{}'));
    const { url } = await aStore((response) => void response.writeHead(status, { location: inside.url }).end());
    expect(await ask(url)).toMatchObject({ status, body: null });
    expect(inside.asked).toEqual([]);
  });
});
