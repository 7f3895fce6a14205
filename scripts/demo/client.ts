import { createClient, type Client, type FormattedExecutionResult } from 'graphql-ws';
import WebSocket from 'ws';
import { z } from 'zod';

/** A caller of the one endpoint: queries and mutations over HTTP, subscriptions over one WebSocket. */
export type EndpointClient = {
  /** Sends an operation and parses `data`; errors of the answer throw. */
  request<Shape extends z.ZodType>(
    query: string,
    shape: Shape,
    variables?: Record<string, unknown>,
  ): Promise<z.infer<Shape>>;
  /** Yields the parsed `data` of each event until `break`. */
  subscribe<Shape extends z.ZodType>(
    query: string,
    shape: Shape,
    variables?: Record<string, unknown>,
  ): AsyncGenerator<z.infer<Shape>, void, undefined>;
  /** The same endpoint, signed in. */
  withToken(accessToken: string): EndpointClient;
  close(): Promise<void>;
};

const answer = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ message: z.string(), path: z.array(z.union([z.string(), z.number()])).optional() }))
    .optional(),
});

export function createEndpointClient(endpoint: string, accessToken?: string): EndpointClient {
  const authorization = accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` };
  const sockets: Client = createClient({
    url: endpoint.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: authorization,
    lazy: true,
    retryAttempts: 3,
  });
  return {
    request: async (query, shape, variables = {}) => {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...authorization },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(60_000),
      });
      return parseAnswer(await response.json(), shape);
    },
    subscribe: async function* (query, shape, variables = {}) {
      const events: AsyncIterable<FormattedExecutionResult> = sockets.iterate({ query, variables });
      for await (const event of events) yield parseAnswer(event, shape);
    },
    withToken: (token) => createEndpointClient(endpoint, token),
    close: async () => sockets.dispose(),
  };
}

function parseAnswer<Shape extends z.ZodType>(json: unknown, shape: Shape): z.infer<Shape> {
  const { data, errors } = answer.parse(json);
  if (errors)
    throw new Error(errors.map(({ message, path }) => `${message} (${path?.join('.') ?? 'request'})`).join('; '));
  return shape.parse(data);
}
