import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AggregatorRegistry, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { z } from 'zod';
import { createInstruments } from './instruments.ts';

export type { Registry };

/** OpenTelemetry's advice for durations, in seconds. */
const durations = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const sizes = [256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304];

/** What else tells requests apart: values that are few. */
export type RequestLabels = { names: readonly string[]; of(request: FastifyRequest): Readonly<Record<string, string>> };

/** The measures of one process, as another process of the same server gets them. */
export const metricsShape = z.array(z.looseObject({ name: z.string(), type: z.string() }));
export type Metrics = z.infer<typeof metricsShape>;

/** The Prometheus registry of a process, with the standard process and HTTP server metrics. */
export function createMetrics(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  return registry;
}

export async function readMetrics(registry: Registry): Promise<Metrics> {
  return metricsShape.parse(await registry.getMetricsAsJSON());
}

/** The measures of several processes as those of one: added up, unless a measure says otherwise. */
export function mergeMetrics(processes: readonly Metrics[]): Registry {
  return AggregatorRegistry.aggregate([...processes]);
}

/**
 * Serves `/metrics` and measures requests under OpenTelemetry's names. A size is what went over the connection; that of an answer has its headers in it.
 * `read` is what `/metrics` tells.
 */
export function serveMetrics(
  app: FastifyInstance,
  registry: Registry,
  more: RequestLabels = { names: [], of: () => ({}) },
  read = () => registry.metrics(),
): void {
  const { histogram, reading } = createInstruments(registry);
  const duration = new Histogram({
    ...{ name: 'http_server_request_duration_seconds', help: 'Duration of HTTP requests.', buckets: durations },
    labelNames: ['http_route', 'http_request_method', 'http_response_status_code', ...more.names],
    registers: [registry],
  });
  const size = (what: 'request' | 'response') =>
    histogram({
      ...{ name: `http_server_${what}_body_size_bytes`, help: `Size of HTTP ${what}s.` },
      ...{ labels: ['http_route'], buckets: sizes },
    });
  const [requestSize, responseSize] = [size('request'), size('response')];
  let active = 0;
  reading({ name: 'http_server_active_requests', help: 'HTTP requests that are being answered.' }, () => active);

  const finish = (request: FastifyRequest, reply: FastifyReply) => {
    active--;
    const route = request.routeOptions.url ?? 'unknown';
    const labels = {
      ...{ http_route: route, http_request_method: request.method, http_response_status_code: reply.statusCode },
      ...more.of(request),
    };
    duration.observe(labels, reply.elapsedTime / 1_000);
    requestSize({ http_route: route }, Number(request.headers['content-length'] ?? 0));
    responseSize({ http_route: route }, bytesSent(request));
  };
  app.decorateRequest('bytesBefore', 0);
  app.addHook('onRequest', (request, reply, done) => {
    active++;
    // Other answers went over the same connection before.
    request.setDecorator('bytesBefore', request.raw.socket.bytesWritten);
    // Fastify's own hook does not hear of a client that leaves.
    reply.raw.once('close', () => finish(request, reply));
    done();
  });
  app.get('/metrics', async (_, reply) => reply.type(registry.contentType).send(await read()));
}

/** What went over the connection for the answer to a request, where `/metrics` is served. */
export function bytesSent(request: FastifyRequest): number {
  return request.raw.socket.bytesWritten - request.getDecorator<number>('bytesBefore');
}
