import { signRequest } from '@conea/platform';
import { Pool, type Dispatcher } from 'undici';
import type { SubgraphTraffic } from '../config/traffic-shaping.ts';
import type { PickAnswerHeaders } from '../headers/answer-headers.ts';
import type { CachingHeaders, SubgraphRequest, SubgraphTarget } from '../subgraphs.ts';
import type { Tracer } from '../telemetry/tracer.ts';
import type { Received } from './subgraph-answer.ts';

export type SubgraphPoolOptions = {
  settings: SubgraphTraffic;
  /** One request over the network: `status` null when nothing came, `seconds` until its last byte. */
  onExchange(exchange: { status: number | null; seconds: number }): void;
  /** Null: clients are told nothing of its headers. */
  pickHeaders: PickAnswerHeaders | null;
  tracer: Tracer;
};

/** Keep-alive connections to one subgraph; `send` answers whatever came, and rejects when nothing did. */
export function openSubgraphPool(
  { name, url, key, tls }: SubgraphTarget,
  { settings, onExchange, pickHeaders, tracer }: SubgraphPoolOptions,
) {
  const { timeout, max_concurrent_requests, max_response_bytes, connection } = settings;
  const { origin, hostname, port, pathname, search } = new URL(url);
  const path = pathname + search;
  const connecting = {
    timeout: connection.connect_timeout,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: connection.happy_eyeballs_timeout,
  };
  const pool = new Pool(origin, {
    connect: tls?.connector(connecting) ?? connecting,
    connections: connection.max_connections ?? max_concurrent_requests,
    pipelining: connection.pipelining,
    keepAliveTimeout: connection.keep_alive_timeout,
    clientTtl: connection.max_age,
    headersTimeout: timeout,
    bodyTimeout: timeout,
    maxResponseSize: max_response_bytes,
  });
  const exchange = async ({ body, caller, signal, isShareable, headers: besides }: SubgraphRequest) => {
    const request = { subgraph: name, method: 'POST' as const, path, body };
    const signing = key?.();
    const signature = signing ? signRequest(signing, request, caller) : {};
    const headers = {
      ...besides?.values,
      'content-type': 'application/json',
      accept: 'application/json',
      'x-request-id': caller.requestId,
      ...signature,
      ...tracer.headers(),
    };
    // Only then several are sent on one connection.
    const pipelined = { idempotent: isShareable, blocking: !isShareable };
    const response = await pool.request({ method: 'POST', path, body, headers, signal, ...pipelined });
    return { response, text: await response.body.text() };
  };
  const observe = (startedAt: number, status: number | null) =>
    onExchange({ status, seconds: (performance.now() - startedAt) / 1_000 });
  const send = async (request: SubgraphRequest): Promise<Received> => {
    const startedAt = performance.now();
    const { response, text } = await exchange(request).catch((error: unknown) => {
      observe(startedAt, null);
      throw error;
    });
    const { statusCode: status, headers } = response;
    observe(startedAt, status);
    tracer.note({ 'http.response.status_code': status });
    if (status >= 400) tracer.fail(String(status));
    return {
      ...{ status, text, caching: cachingOf(response), headers: pickHeaders && pickHeaders(headers) },
      ...{ contentType: headers['content-type'], retryAfter: headers['retry-after'] },
    };
  };
  const facts = {
    'subgraph.name': name,
    'http.request.method': 'POST',
    'server.address': hostname,
    'server.port': Number(port) || undefined,
  };
  return { send: tracer.wrap('subgraph', send, () => ({ kind: 'client', facts })), close: () => pool.close() };
}

function cachingOf({ statusCode, headers }: Dispatcher.ResponseData): CachingHeaders | null {
  if (statusCode !== 200) return null;
  const joined = (value: string | string[] | undefined) => (value === undefined ? null : [value].flat().join(','));
  return { control: joined(headers['cache-control']), age: joined(headers['age']) };
}
