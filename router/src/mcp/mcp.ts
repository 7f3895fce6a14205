import { ClientError, type Caller, type Logger } from '@conea/platform';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RouterConfig } from '../config/config.ts';
import { createHeaderPick } from '../headers/picked-headers.ts';
import type { WatchedDocuments } from '../persisted/trusted-documents.ts';
import type { Identify } from '../stages/identify.ts';
import { Unauthenticated } from '../stages/unauthenticated.ts';
import { takeLongNumbers } from '../transport/json-body.ts';
import { identifyRequest } from '../transport/request-caller.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Agent } from './agent.ts';
import { createOriginTest, createRefuse, metadataPath, metadataUrlOf } from './agent-access.ts';
import { createToolServer, type ToolServerOptions } from './tool-server.ts';

export type McpOptions = ToolServerOptions & {
  config: RouterConfig;
  trusted: WatchedDocuments;
  identify: Identify;
  telemetry: Telemetry;
  log: Logger;
};

/** Offers the trusted documents as tools. No session is kept: each request shows who asks, and any router can answer it. */
export async function serveMcp(app: FastifyInstance, options: McpOptions): Promise<{ close(): Promise<void> }> {
  const { config, graphs, trusted, identify, telemetry, shedding, log } = options;
  const { mcp, authentication, server } = config;
  const callers = new WeakMap<Request, Agent>();
  const serverFor = createToolServer(options);
  const pickHeaders = createHeaderPick(config.headers, authentication.api_key.header);
  const handler = createMcpHandler(
    ({ requestInfo }) => {
      const agent = requestInfo && callers.get(requestInfo);
      if (!agent) throw new Error('the request has no caller');
      return serverFor(agent);
    },
    {
      maxSubscriptions: mcp.max_listeners,
      maxRequestBodySize: server.max_request_bytes,
      keepAliveMs: config.transports.heartbeat_interval,
      onerror: (error) => log.debug({ err: error }, 'agent was refused'),
    },
  );
  trusted.onChange(() => handler.notify.toolsChanged());
  graphs.onReplace(() => handler.notify.toolsChanged());

  const refuse = createRefuse(mcp);
  const isOriginAllowed = createOriginTest(mcp, server.cors.origins);
  const identified = async (request: FastifyRequest): Promise<Caller> => {
    if (!isOriginAllowed(request.headers.origin, request.headers.host))
      throw new ClientError('FORBIDDEN', 'Pages of this origin may not call.', { status: 403 });
    const { caller } = await identifyRequest(request, identify, authentication.api_key.header);
    if (mcp.require_authentication && caller.user === null)
      throw new Unauthenticated(false, 'Send an access token or an API key.');
    return caller;
  };

  const { requests } = telemetry;
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const caller = await identified(request);
    const controller = new AbortController();
    reply.raw.once('close', () => controller.abort());
    const asked = toWebRequest(request, controller.signal);
    callers.set(asked, { caller, headers: pickHeaders(request.headers) });
    reply.header('cache-control', 'no-store');
    return reply.send(await handler.fetch(asked, { parsedBody: request.body }));
  };

  await app.register(async (scope) => {
    requests.serve(scope);
    takeLongNumbers(scope);
    scope.addHook('onRequest', async () => {
      const refused = shedding.refusal();
      if (refused) throw refused;
    });
    scope.setErrorHandler((error, _, reply) => refuse(reply, error));
    scope.route({
      method: ['GET', 'POST', 'DELETE'],
      url: mcp.path,
      handler: (request, reply) => requests.run(request, reply, () => answer(request, reply)),
    });
    if (mcp.resource !== undefined) serveMetadata(scope, mcp.resource, config);
  });
  return { close: handler.close };
}

/** The body is parsed already. */
function toWebRequest({ method, url, headers }: FastifyRequest, signal: AbortSignal): Request {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || name.startsWith(':') ? [] : [[name, [value].flat().join(', ')] satisfies [string, string]],
  );
  return new Request(new URL(url, 'http://router'), { method, headers: pairs, signal });
}

/** Who issues the tokens that are good here (RFC 9728). */
function serveMetadata(scope: FastifyInstance, resource: string, { mcp, authentication }: RouterConfig): void {
  const issuers = authentication.jwt.issuers.map(({ issuer }) => issuer);
  const metadata = {
    resource,
    authorization_servers: mcp.authorization_servers.length > 0 ? mcp.authorization_servers : issuers,
    bearer_methods_supported: ['header'],
  };
  const paths = new Set([metadataPath, new URL(metadataUrlOf(resource)).pathname]);
  for (const path of paths)
    scope.get(path, (_, reply) => reply.header('access-control-allow-origin', '*').send(metadata));
}
