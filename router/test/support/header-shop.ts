import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { RouterConfigInput } from '../../src/config/config.ts';
import { createCleanup } from './cleanup.ts';
import { startServer } from './peer.ts';
import { federationLink, startRouter } from './test-graph.ts';

export const shop = {
  name: 'shop',
  sdl: `${federationLink('@key')}
    type Query { order: Order }
    type Mutation { save: Order }
    type Order @key(fields: "id") { id: ID! }`,
  resolvers: {},
};
export const notes = {
  name: 'notes',
  sdl: `${federationLink('@key')} type Order @key(fields: "id") { id: ID! note: String }`,
  resolvers: {},
};

/** Asks both of its subgraphs, the shop first. */
export const both = '{ order { id note } }';

/** What a subgraph answers, and with what headers; the shop tells the header `x-shop` as the id of its order. */
type Telling = { status: number; headers: OutgoingHttpHeaders; errors: object[]; until: Promise<void> };

/** A router over two subgraphs whose headers a test says and sees. */
export async function startHeaderShop(config: RouterConfigInput) {
  const { stopping, stopAll } = createCleanup();
  const seen: { shop: IncomingHttpHeaders[]; notes: IncomingHttpHeaders[] } = { shop: [], notes: [] };
  const telling = { shop: aTelling(), notes: aTelling() };
  const start = (name: 'shop' | 'notes', dataFor: (headers: IncomingHttpHeaders, body: string) => object) =>
    startServer((request, response) => {
      seen[name].push(request.headers);
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.once('end', () => {
        const { status, headers, errors, until } = telling[name];
        const data = dataFor(request.headers, Buffer.concat(chunks).toString());
        const text = JSON.stringify(errors.length > 0 ? { data, errors } : { data });
        void until.then(() => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text));
      });
    });
  const orderOf = (headers: IncomingHttpHeaders) => ({ __typename: 'Order', id: String(headers['x-shop'] ?? '1') });
  const servers = [
    await start('shop', (headers, body) => ({ [body.includes('save') ? 'save' : 'order']: orderOf(headers) })),
    await start('notes', () => ({ _entities: [{ __typename: 'Order', note: 'n' }] })),
  ].map(stopping);
  const subgraphs = ['shop', 'notes'].map((name, index) => ({ name, url: servers[index]?.url ?? '' }));
  const router = stopping(await startRouter([shop, notes], subgraphs, { config }));
  return { url: router.url, seen, telling, stop: stopAll };
}

const aTelling = (): Telling => ({ status: 200, headers: {}, errors: [], until: Promise.resolve() });
