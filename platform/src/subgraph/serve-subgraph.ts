import { buildSubgraphSchema } from '@apollo/subgraph';
import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import {
  Kind,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { Caller } from '../caller.ts';
import { createErrorMask } from '../errors.ts';
import { serveHealth, type ReadinessCheck } from '../health.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Logger } from '../log.ts';
import { createMetrics, serveMetrics, type Registry } from '../metrics.ts';
import { newId } from '../id.ts';
import type { Nonces } from '../nonces.ts';
import { scalars } from '../scalars.ts';
import { createVerifier, type RouterKeys } from '../signature.ts';
import { apolloEngine } from './apollo-engine.ts';
import { createAnswerHold, holdAnswers, type BeforeAnswer } from './before-answer.ts';
import type { SubgraphEngine } from './engine.ts';
import type { ServerTls } from '../tls/server-tls.ts';
import { traceIdOf } from '../trace-id.ts';
import { callerOf, requireSignedCaller } from './signed-caller.ts';
import { serveSubscriptions } from './subscriptions.ts';

/**
 * What a resolver's context is made from; `signal` aborts when the client went away or the subscription ended; `log` knows request and trace; what is given
 * to `beforeAnswer` is done before the answer goes out.
 */
export type RequestScope = { caller: Caller; signal: AbortSignal; log: Logger; beforeAnswer: BeforeAnswer };

export type SubgraphOptions = {
  /** The name in supergraph.yaml; part of every signature. */
  name: string;
  /** The text of schema.graphql. */
  typeDefs: string;
  /** Resolvers of the schema; those of the shared scalars are added. */
  resolvers: object;
  createContext(scope: RequestScope): object;
  host: string;
  port: number;
  /** What the router may sign with. Without any key, nothing is answered. */
  routerKeys: RouterKeys;
  /** Where signatures are known that were used; default: in this process alone. */
  nonces?: Nonces | undefined;
  /** What signatures are young or old by; default: the machine's clock. */
  clock?: () => Date;
  /** Seconds by which the router's clock may differ; default `clockToleranceSeconds`. */
  clockTolerance?: number;
  /** Without it the server speaks plain HTTP: inside a mesh, or on one machine. */
  tls?: ServerTls | null;
  introspectionKey?: string | undefined;
  lifecycle: Lifecycle;
  log: Logger;
  /** What must work for this server to be ready, such as its database. */
  checks?: readonly ReadinessCheck[];
  /** Public routes beside GraphQL, which no signature protects. */
  routes?(app: FastifyInstance): void;
  /** Routes for the router alone: their JSON bodies are signed as those of GraphQL are. */
  signedRoutes?(app: FastifyInstance): void;
  /** Default: Apollo Server. */
  engine?: SubgraphEngine;
  /** Where the server's own measures are; a registry of its own unless there are others to tell beside them. */
  metrics?: Registry;
  /** Bytes of a request body; default 1 MiB. */
  bodyLimit?: number;
};

const path = '/graphql';
const requestTimeout = 30_000;
/** Longer than the router keeps a connection that is idle. */
const keepAliveTimeout = 72_000;

/** Starts one subgraph: GraphQL over HTTP and graphql-transport-ws for the router alone, health, readiness, metrics, drain. Returns its URL. */
export async function serveSubgraph(options: SubgraphOptions): Promise<{ url: string }> {
  const {
    name,
    log,
    lifecycle,
    routerKeys,
    introspectionKey,
    engine = apolloEngine,
    checks = [],
    routes,
    tls,
  } = options;
  const schema = buildSchema(parse(options.typeDefs), options.resolvers);
  const mask = createErrorMask(log);
  const verify = createVerifier(name, routerKeys, options.nonces, options.clock, options.clockTolerance);
  const isPeer = tls?.hasClientCa ? hasTrustedCertificate : () => true;
  const createContext = (caller: Caller, signal: AbortSignal, traceparent: unknown) => {
    const traceId = traceIdOf(traceparent);
    const place = { requestId: caller.requestId, ...(traceId !== null && { traceId }) };
    const { beforeAnswer, settle } = createAnswerHold();
    return { context: options.createContext({ caller, signal, log: log.child(place), beforeAnswer }), settle };
  };

  const app = fastify({
    bodyLimit: options.bodyLimit ?? 1024 * 1024,
    requestTimeout,
    keepAliveTimeout,
    genReqId: () => newId('req'),
    forceCloseConnections: 'idle',
    ...(tls && {
      serverFactory: (handler: RequestListener) => tls.createServer({ requestTimeout, keepAliveTimeout }, handler),
    }),
  });
  serveMetrics(app, options.metrics ?? createMetrics(name));
  serveHealth(app, checks, lifecycle.signal, log);
  routes?.(app);
  await app.register(async (scope) => {
    requireSignedCaller(scope, { verify, isPeer, introspectionKey, log });
    const hold = holdAnswers(scope, log);
    const contextOf: Parameters<SubgraphEngine>[1]['contextOf'] = (request, reply) => {
      const { context, settle } = createContext(callerOf(request), signalOf(reply), request.headers['traceparent']);
      hold(request, settle);
      return context;
    };
    options.signedRoutes?.(scope);
    await engine(scope, { schema, path, contextOf, mask });
  });
  const closeSubscriptions = serveSubscriptions({
    ...{ server: app.server, path, schema, verify, isPeer, createContext },
    mask: (result) => maskResult(result, mask),
  });
  const origin = await app.listen({ host: options.host, port: options.port });
  const url = tls ? origin.replace(/^http:/, 'https:') : origin;
  lifecycle.onStop('http server', () => app.close());
  lifecycle.onStop('subscriptions', closeSubscriptions);
  log.info({ url }, 'listening');
  return { url };
}

/** The executable subgraph schema of an SDL text, with the shared scalars that it declares. */
function buildSchema(typeDefs: DocumentNode, resolvers: object): GraphQLSchema {
  const declared = typeDefs.definitions.flatMap((node) =>
    node.kind === Kind.SCALAR_TYPE_DEFINITION ? [node.name.value] : [],
  );
  const used = Object.entries(scalars).filter(([scalar]) => declared.includes(scalar));
  return buildSubgraphSchema([{ typeDefs, resolvers: { ...Object.fromEntries(used), ...resolvers } }]);
}

function maskResult(
  { data, errors }: ExecutionResult,
  mask: ReturnType<typeof createErrorMask>,
): FormattedExecutionResult {
  return {
    ...(data !== undefined && { data }),
    ...(errors && { errors: errors.map((error) => mask(error.toJSON(), error)) }),
  };
}

function hasTrustedCertificate(socket: Socket): boolean {
  return socket instanceof TLSSocket && socket.authorized;
}

function signalOf(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => controller.abort());
  return controller.signal;
}
