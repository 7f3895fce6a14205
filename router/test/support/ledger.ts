import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import { federationLink } from './test-graph.ts';

/** More than JavaScript has digits for: as a number it would be …992. */
export const long = '9007199254740993';
export const decimal = '0.1234567890123456789';

const accounts = `${federationLink('@key')}
  scalar Long
  scalar Any
  input Filter { number: Long any: Any ids: [ID!] ratio: Float }
  type Query { account(number: Long, filter: Filter, ids: [ID!], ratio: Float, count: Int): Account any: Any ratio: Float }
  type Subscription { counted(from: Long): Long }
  type Account @key(fields: "number") { number: Long! balance: Long numbers: [Long] }`;
const notes = `${federationLink('@key')}
  scalar Long
  type Account @key(fields: "number") { number: Long! note: String }`;

export const definitions = [
  { name: 'accounts', sdl: accounts, resolvers: {} },
  { name: 'notes', sdl: notes, resolvers: {} },
];

const account = `{"__typename":"Account","number":${long},"balance":-${long},"numbers":[1,${long},2]}`;

/** Two subgraphs that keep every text that they are sent, and answer with numbers that only texts have. */
export async function startLedger() {
  const sent: string[] = [];
  const answerTo = (text: string): string => {
    if (text.includes('_entities')) return `{"data":{"_entities":[{"note":"n"}]}}`;
    if (text.includes('any')) return `{"data":{"any":{"deep":[${long}]},"ratio":${decimal}}}`;
    return `{"data":{"account":${account}}}`;
  };
  const server = createServer((request, response) => {
    void readText(request).then((text) => {
      sent.push(text);
      response.setHeader('content-type', 'application/json').setHeader('cache-control', 'public, max-age=60');
      response.end(answerTo(text));
    });
  });
  const sockets = new WebSocketServer({ server, path: '/graphql', handleProtocols: () => 'graphql-transport-ws' });
  sockets.on('connection', (socket) =>
    socket.on('message', (data: Buffer) => {
      const text = data.toString('utf8');
      if (text.includes('connection_init')) return socket.send('{"type":"connection_ack"}');
      if (!text.includes('"subscribe"')) return undefined;
      sent.push(text);
      const id = /"id":("[^"]+")/.exec(text)?.[1] ?? '""';
      socket.send(`{"id":${id},"type":"next","payload":{"data":{"counted":${long}}}}`);
      return socket.send(`{"id":${id},"type":"complete"}`);
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/graphql`;
  return {
    subgraphs: definitions.map(({ name }) => ({ name, url })),
    sent,
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(request, 'end');
  return Buffer.concat(chunks).toString('utf8');
}
