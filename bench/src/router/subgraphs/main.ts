import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import { createServer } from 'node:http';
import { z } from 'zod';
import { subgraphs } from '../graph.ts';

const request = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).nullish() });
const control = z.object({ delay: z.number() });
const maxAnswers = 50_000;

let delay = 0;
process.on('message', (message) => (delay = control.parse(message).delay));

// The four subgraphs in one process. An answer depends on the request alone, so each is computed once and then served from memory:
// the subgraphs must never be what is measured.
const urls: Record<string, string> = {};
for (const { name, sdl, firstSdl, resolvers } of subgraphs) {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: { ...resolvers } }]);
  const answers = new Map<string, string>();
  const answer = async (body: string): Promise<string> => {
    const known = answers.get(body);
    if (known !== undefined) return known;
    const { query, variables } = request.parse(JSON.parse(body));
    // Only a gateway of Federation 1 asks a subgraph for its schema.
    if (query.includes('_service')) return JSON.stringify({ data: { _service: { sdl: firstSdl } } });
    const text = JSON.stringify(await execute({ schema, document: parse(query), variableValues: variables ?? {} }));
    if (answers.size >= maxAnswers) answers.clear();
    answers.set(body, text);
    return text;
  };
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    const send = (text: string) =>
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
        .end(text);
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      void answer(Buffer.concat(chunks).toString()).then((text) => {
        if (delay > 0) setTimeout(send, delay, text);
        else send(text);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  urls[name] = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/graphql`;
}
process.send?.({ urls });
