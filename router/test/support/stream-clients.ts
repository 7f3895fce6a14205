import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { meros } from 'meros/browser';
import WebSocket from 'ws';
import { z } from 'zod';

export type StreamRequest = { query: string; variables?: Record<string, unknown> };

/** A client of a streaming transport that others wrote: the results of one operation, until it is left or over. */
export type StreamClient = (
  url: string,
  request: StreamRequest,
  headers?: Record<string, string>,
) => AsyncGenerator<unknown, void, undefined>;

const overWebSocket: StreamClient = async function* (url, request, headers = {}) {
  const client = createWsClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: headers,
  });
  try {
    yield* client.iterate(request);
  } catch (error) {
    if (!Array.isArray(error)) throw error;
    yield { errors: error };
  } finally {
    await client.dispose();
  }
};

const overEventStream: StreamClient = async function* (url, request, headers = {}) {
  const client = createSseClient({ url, retryAttempts: 0, headers });
  try {
    yield* client.iterate(request);
  } finally {
    client.dispose();
  }
};

/** What a client of multipart subscriptions asks for; it takes JSON for errors too. */
export const multipartAccept = 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0,application/json';

const message = z.object({ payload: z.unknown().optional(), errors: z.unknown().optional() });

const overMultipart: StreamClient = async function* (url, request, headers = {}) {
  const leave = new AbortController();
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { accept: multipartAccept, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(request),
      signal: leave.signal,
    });
    const parts = await meros(response);
    if (parts instanceof Response) return yield await parts.json();
    for await (const { body } of parts) {
      const { payload, errors } = message.parse(body);
      if (errors !== undefined) yield { errors };
      else if (payload !== undefined) yield payload;
    }
  } finally {
    leave.abort();
  }
};

/** The clients by the names of their transports. */
export const streamClients = [
  ['graphql-transport-ws', overWebSocket],
  ['an event stream', overEventStream],
  ['multipart', overMultipart],
] as const satisfies [string, StreamClient][];
