import { z } from 'zod';
import { byteSize } from './byte-size.ts';
import { duration } from './duration.ts';

const enabled = z.boolean().default(true);

/** What is spoken beside and around plain HTTP. */
export const transportsConfig = z
  .strictObject({
    /** How long an idle connection stays open; longer than that of the proxies in front, or they meet closed ones. */
    keep_alive_timeout: duration.prefault('75s'),
    compression: z
      .strictObject({
        enabled,
        /** Of an answer; a smaller one is sent as it is. */
        min_size: byteSize.prefault('1KiB'),
        /** The first that the client takes is used. */
        encodings: z.array(z.enum(['zstd', 'br', 'gzip', 'deflate'])).default(['zstd', 'br', 'gzip']),
      })
      .prefault({}),
    /** Where `application/graphql-response+json` has newer codes that few clients and intermediaries know yet. */
    status_codes: z
      .strictObject({
        /** For a document or variables that are well-formed and not valid. */
        invalid_operation: z.union([z.literal(400), z.literal(422)]).default(400),
        /** For an answer with data and errors. */
        partial_success: z.union([z.literal(200), z.literal(294)]).default(200),
      })
      .prefault({}),
    /** graphql-sse in its distinct connections mode. */
    event_stream: z.strictObject({ enabled }).prefault({}),
    /** `multipart/mixed;subscriptionSpec=1.0`. */
    multipart: z.strictObject({ enabled }).prefault({}),
    /** graphql-transport-ws. */
    websocket: z
      .strictObject({
        enabled,
        /** For `connection_init` to come. */
        init_timeout: duration.prefault('3s'),
        max_message_bytes: byteSize.prefault('1MiB'),
        /** Operations that one connection may run at a time. */
        max_operations: z.int().positive().default(100),
      })
      .prefault({}),
    /** Between two signs of life on an open stream. */
    heartbeat_interval: duration.prefault('12s'),
    /** A client that takes nothing for this long is gone. */
    write_timeout: duration.prefault('30s'),
    /** Over which a stopping router ends its streams, so that not all clients come back at once. */
    drain_time: duration.prefault('2s'),
  })
  .refine((transports) => transports.write_timeout > transports.heartbeat_interval, {
    path: ['write_timeout'],
    message: 'has to be longer than heartbeat_interval, or each idle stream would be ended',
  })
  .prefault({});

export type TransportsConfig = z.infer<typeof transportsConfig>;
