import federation from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createLifecycle, createLogger, type Lifecycle, type Logger } from '@conea/platform';
import { execute, parse, subscribe, validate, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { loadPolicyModule } from '../../src/authorization/policy-module.ts';
import { routerConfig, type RouterConfigInput } from '../../src/config/config.ts';
import { buildSupergraphBeside } from '../../src/graph/build/supergraph-build.ts';
import type { SupergraphSource } from '../../src/graph/supergraph-source.ts';
import { readHeapLimit } from '../../src/overload/heap-limit.ts';
import { serveRouter, type RouterOptions } from '../../src/serve.ts';
import { createSupergraph, type Supergraph } from '../../src/supergraph.ts';

export const federationLink = (...imports: string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify(imports)})\n`;

export type SubgraphDefinition = { name: string; sdl: string; resolvers: object };

type OddAnswer = { status: number; body: string; headers?: Record<string, string> };

/** A real HTTP and WebSocket server over one subgraph schema; it counts what it is asked and can misbehave. */
export type TestSubgraph = {
  name: string;
  url: string;
  requests: { query: string; variables: Record<string, unknown> }[];
  /** The headers of the same requests. */
  requestHeaders: IncomingHttpHeaders[];
  /** What subscriptions came with beside their operation. */
  extensions: unknown[];
  /** Answers the next requests with this instead. */
  misbehave(answer: ((request: IncomingMessage) => OddAnswer) | null): void;
  delay(milliseconds: number): void;
  /** Keeps back what it answers: tells when a request has come, and when its client has gone. */
  hold(): { arrived: Promise<void>; left: Promise<void>; release(): void };
  /** Headers of everything that it answers from its schema. */
  setHeaders(headers: Record<string, string>): void;
  /** Answers requests to a path that is not GraphQL's. */
  route(path: string, answer: (body: string) => { status: number; body: string }): void;
  stop(): Promise<void>;
};

const graphqlRequest = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).default({}) });

export async function startSubgraph({ name, sdl, resolvers }: SubgraphDefinition, port = 0): Promise<TestSubgraph> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: { ...resolvers } }]);
  const requests: TestSubgraph['requests'] = [];
  const requestHeaders: TestSubgraph['requestHeaders'] = [];
  const extensions: TestSubgraph['extensions'] = [];
  let odd: Parameters<TestSubgraph['misbehave']>[0] = null;
  let wait = 0;
  let held: ((response: ServerResponse) => Promise<void>) | null = null;
  let headers = {};
  const routes = new Map<string, Parameters<TestSubgraph['route']>[1]>();
  const server = createServer((request, response) => {
    void (async () => {
      const received = await readBody(request);
      const other = routes.get(request.url ?? '')?.(received);
      if (other) {
        response.writeHead(other.status).end(other.body);
        return;
      }
      const body = graphqlRequest.parse(JSON.parse(received));
      requests.push(body);
      requestHeaders.push(request.headers);
      await new Promise((resolve) => setTimeout(resolve, wait));
      await held?.(response);
      const answer: OddAnswer = odd?.(request) ?? {
        ...{ status: 200, headers },
        body: JSON.stringify(await run(schema, body)),
      };
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(answer.body);
    })();
  });
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  const protocol = useServer(
    { schema, execute, subscribe, onSubscribe: (_context, _id, payload) => void extensions.push(payload.extensions) },
    sockets,
  );
  const address = await listen(server, port);
  return {
    name,
    url: `http://127.0.0.1:${address}/graphql`,
    requests,
    requestHeaders,
    extensions,
    misbehave: (answer) => (odd = answer),
    delay: (milliseconds) => (wait = milliseconds),
    hold: () => {
      const arrival = Promise.withResolvers<void>();
      const departure = Promise.withResolvers<void>();
      const opening = Promise.withResolvers<void>();
      held = async (response) => {
        response.once('close', departure.resolve);
        arrival.resolve();
        await opening.promise;
      };
      const release = () => {
        held = null;
        opening.resolve();
      };
      return { arrived: arrival.promise, left: departure.promise, release };
    },
    setHeaders: (changed) => (headers = changed),
    route: (path, answer) => routes.set(path, answer),
    stop: async () => {
      for (const client of sockets.clients) client.terminate();
      await protocol.dispose();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type TestRouter = { url: string; lifecycle: Lifecycle; stop(): Promise<void> };

// A machine that is busy with other tests is no overload of the router.
const notOverloaded = { load_shedding: { enabled: false } };
const testConfig: RouterConfigInput = { server: { cors: { origins: [] }, explorer: false } };

export type TestRouterOptions = {
  config?: RouterConfigInput;
  redis?: RouterOptions['redis'];
  /** Of the composed supergraph. */
  transform?: (supergraph: string) => string;
  /** Where later versions of the supergraph come from. */
  source?: SupergraphSource;
  log?: Logger;
};

/** Composes the subgraphs and starts a router over them. */
export async function startRouter(
  definitions: readonly SubgraphDefinition[],
  subgraphs: readonly { name: string; url: string }[],
  {
    config = {},
    redis = null,
    transform = (sdl) => sdl,
    source,
    log = createLogger('router', 'silent'),
  }: TestRouterOptions = {},
): Promise<TestRouter> {
  const traffic_shaping = { router: notOverloaded, ...(config.traffic_shaping ?? { all: { timeout: '1s' } }) };
  const parsed = routerConfig.parse({ ...testConfig, ...config, traffic_shaping });
  const sdl = transform(compose(definitions, subgraphs));
  const supergraphOptions = {
    directives: parsed.authorization.directives,
    overrideLabels: parsed.override_labels,
    isCostStrict: parsed.demand_control.mode === 'enforce',
    hasRateLimitField: parsed.budget.rate_limit_field,
    hasDefer: parsed.supergraph.defer_support,
    planning: config.query_planning ? parsed.query_planning : null,
  };
  const withTargets = (supergraph: Supergraph) => ({
    supergraph,
    targets: supergraph.subgraphs.map((target) => ({ ...target, key: null })),
  });
  const load = async (text: string) =>
    withTargets(await buildSupergraphBeside({ sdl: text, options: supergraphOptions }, 60_000));
  const { module } = parsed.authorization.policy;
  const lifecycle = createLifecycle(log);
  const { url } = await serveRouter({
    loaded: withTargets(createSupergraph(sdl, supergraphOptions)),
    updates: source ? { sdl, source, load } : null,
    config: parsed,
    policies: module === undefined ? null : await loadPolicyModule(module),
    redis,
    bus: null,
    host: '127.0.0.1',
    port: 0,
    heapLimit: readHeapLimit([]),
    lifecycle,
    log,
  });
  return { url: `${url}/graphql`, lifecycle, stop: () => lifecycle.stop() };
}

/** The supergraph SDL of subgraphs; throws what composition finds wrong. */
export function compose(
  definitions: readonly SubgraphDefinition[],
  subgraphs: readonly { name: string; url: string }[],
): string {
  const services = definitions.map(({ name, sdl }) => ({
    name,
    typeDefs: parse(sdl),
    url: subgraphs.find((subgraph) => subgraph.name === name)?.url ?? '',
  }));
  const { supergraphSdl, errors } = federation.composeServices(services);
  if (supergraphSdl === undefined) throw new Error((errors ?? []).map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

const answerShape = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
  extensions: z.record(z.string(), z.unknown()).optional(),
});
export type Answer = z.infer<typeof answerShape> & { status: number };

/** Sends a query to a router. */
export async function ask(url: string, query: string, variables: object = {}, headers: object = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { status: response.status, ...answerShape.parse(JSON.parse(text)) };
}

async function run(schema: GraphQLSchema, { query, variables }: z.infer<typeof graphqlRequest>) {
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  return execute({ schema, document, variableValues: variables });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(request, 'end');
  return Buffer.concat(chunks).toString('utf8');
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
