import { z } from 'zod';
import { byteSize } from './byte-size.ts';
import { duration } from './duration.ts';
import { connectionConfig, connectionOf, connectionOverride } from './subgraph-connection.ts';
import { subgraphTlsConfig, subgraphTlsOf, subgraphTlsOverride } from './subgraph-tls.ts';
import { loadSheddingConfig } from './load-shedding.ts';

const retry = z
  .strictObject({
    /** Of queries whose request did not get an answer; never of mutations. */
    enabled: z.boolean().default(true),
    max_attempts: z.int().min(1).default(3),
    /** Retries for each request, on average; beyond that they would only add to the load. */
    retry_percent: z.number().min(0).max(1).default(0.2),
    /** Retries that are always allowed, for a subgraph with little traffic. */
    min_per_second: z.number().min(0).default(10),
    /** The wait before a retry is a random part of this, doubled each time. */
    interval: duration.prefault('50ms'),
    max_interval: duration.prefault('1s'),
  })
  .prefault({});

const circuitBreaker = z
  .strictObject({
    enabled: z.boolean().default(true),
    /** It opens when so many per cent of the requests failed, of at least so many in the window. */
    error_threshold_percentage: z.number().min(1).max(100).default(50),
    request_threshold: z.int().min(1).default(20),
    rolling_duration: duration.prefault('10s'),
    /** How long it stays open before it lets a few through to see. */
    sleep_window: duration.prefault('5s'),
    half_open_attempts: z.int().min(1).default(1),
  })
  .prefault({});

const all = z
  .strictObject({
    /** For one whole answer of a subgraph, its retries included. */
    timeout: duration.prefault('10s'),
    /** Requests to one subgraph at the same time, and how many may wait for their turn. */
    max_concurrent_requests: z.int().min(1).default(256),
    max_waiting_requests: z.int().min(0).default(1_000),
    /** Of one answer; what is larger is not read to its end. */
    max_response_bytes: byteSize.prefault('64MiB'),
    connection: connectionConfig,
    tls: subgraphTlsConfig,
    retry,
    circuit_breaker: circuitBreaker,
  })
  .prefault({});

const override = z.strictObject({
  timeout: duration.optional(),
  max_concurrent_requests: z.int().min(1).optional(),
  max_response_bytes: byteSize.optional(),
  connection: connectionOverride.optional(),
  tls: subgraphTlsOverride.optional(),
  retry: z.strictObject({ enabled: z.boolean() }).optional(),
  circuit_breaker: z.strictObject({ enabled: z.boolean() }).optional(),
});

const router = z
  .strictObject({
    /** For a whole query or mutation, its planning included, and for one event of a subscription. */
    timeout: duration.prefault('30s'),
    /** Whether identical queries at the same time are executed once. */
    deduplicate: z.boolean().default(false),
    load_shedding: loadSheddingConfig,
  })
  .prefault({});

/** How the router calls the subgraphs, and how much it takes in itself. */
export const trafficShapingConfig = z
  .strictObject({
    router,
    all,
    /** What is different for a subgraph, by its name. */
    subgraphs: z.record(z.string(), override).default({}),
  })
  .prefault({});

export type TrafficShapingConfig = z.infer<typeof trafficShapingConfig>;
export type SubgraphTraffic = TrafficShapingConfig['all'];

/** How one subgraph is called. */
export function trafficOf({ all: common, subgraphs }: TrafficShapingConfig, name: string): SubgraphTraffic {
  const own = Object.hasOwn(subgraphs, name) ? subgraphs[name] : undefined;
  return {
    ...common,
    timeout: own?.timeout ?? common.timeout,
    max_concurrent_requests: own?.max_concurrent_requests ?? common.max_concurrent_requests,
    max_response_bytes: own?.max_response_bytes ?? common.max_response_bytes,
    connection: connectionOf(common.connection, own?.connection),
    tls: subgraphTlsOf(common.tls, own?.tls),
    retry: { ...common.retry, ...own?.retry },
    circuit_breaker: { ...common.circuit_breaker, ...own?.circuit_breaker },
  };
}
