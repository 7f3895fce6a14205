import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { readMessage, type Message } from './protobuf.ts';

export type CollectedSpan = {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  /** Empty for the first of a trace. */
  parentId: string;
  attributes: Record<string, unknown>;
  links: { traceId: string; spanId: string }[];
  isError: boolean;
};

export type Collector = {
  url: string;
  spans: CollectedSpan[];
  /** Every byte that came. */
  raw: Buffer[];
  headers: IncomingHttpHeaders[];
  resources: Record<string, unknown>[];
  /** The status of the next answers; null: none comes. */
  answerWith(status: number | null): void;
  named(name: string): CollectedSpan[];
  stop(): Promise<void>;
};

/** A collector that speaks OTLP over HTTP with protobuf (opentelemetry-proto, `trace/v1/trace.proto`). */
export async function startCollector(port = 0): Promise<Collector> {
  const spans: CollectedSpan[] = [];
  const raw: Buffer[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const resources: Record<string, unknown>[] = [];
  let status: number | null = 200;
  const receive = (request: IncomingMessage, body: Buffer) => {
    headers.push(request.headers);
    raw.push(body);
    for (const resourceSpans of readMessage(body).messages(1)) {
      resources.push(...resourceSpans.messages(1).map((resource) => attributesOf(resource.messages(1))));
      for (const scope of resourceSpans.messages(2)) spans.push(...scope.messages(2).map(toSpan));
    }
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      if (status === null) return;
      const isKnown = request.url === '/v1/traces';
      if (isKnown && status === 200) receive(request, Buffer.concat(chunks));
      response.writeHead(isKnown ? status : 404, { 'content-type': 'application/x-protobuf' }).end();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    ...{ spans, raw, headers, resources },
    answerWith: (next) => (status = next),
    named: (name) => spans.filter((span) => span.name === name),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const hex = (bytes: Buffer | undefined) => bytes?.toString('hex') ?? '';

function toSpan(span: Message): CollectedSpan {
  return {
    name: span.texts(5)[0] ?? '',
    kind: Number(span.numbers(6)[0]),
    traceId: hex(span.bytes(1)[0]),
    spanId: hex(span.bytes(2)[0]),
    parentId: hex(span.bytes(4)[0]),
    attributes: attributesOf(span.messages(9)),
    links: span.messages(13).map((link) => ({ traceId: hex(link.bytes(1)[0]), spanId: hex(link.bytes(2)[0]) })),
    isError: span.messages(15).some((each) => each.numbers(3)[0] === 2n),
  };
}

function attributesOf(pairs: readonly Message[]): Record<string, unknown> {
  return Object.fromEntries(
    pairs.map((pair) => [pair.texts(1)[0] ?? '', pair.messages(2).map(valueOf)[0]] satisfies [string, unknown]),
  );
}

function valueOf(value: Message): unknown {
  const [text] = value.texts(1);
  const [number] = value.numbers(3);
  const [list] = value.messages(5);
  if (text !== undefined) return text;
  return list ? list.messages(1).map(valueOf) : number !== undefined && Number(number);
}
