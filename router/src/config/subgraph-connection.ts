import { z } from 'zod';
import { duration } from './duration.ts';

const members = {
  /** To one subgraph; without it as many as requests are allowed at the same time. */
  max_connections: z.int().min(1).nullable(),
  /** Queries that are sent on one connection before the first of them is answered. */
  pipelining: z.int().min(1).max(1_000),
  connect_timeout: duration,
  /** How long an idle connection stays open. */
  keep_alive_timeout: duration,
  /** How old a connection may be that takes another request: later the name is looked up anew. */
  max_age: duration,
  /** When a host has several addresses: how long one is tried before the next is tried too (RFC 8305). */
  happy_eyeballs_timeout: duration,
};

/** Connections to subgraphs. */
export const connectionConfig = z
  .strictObject({
    max_connections: members.max_connections.default(null),
    pipelining: members.pipelining.default(1),
    connect_timeout: members.connect_timeout.prefault('5s'),
    keep_alive_timeout: members.keep_alive_timeout.prefault('60s'),
    max_age: members.max_age.prefault('5m'),
    happy_eyeballs_timeout: members.happy_eyeballs_timeout.prefault('250ms'),
  })
  .prefault({});

/** What is different for one subgraph. */
export const connectionOverride = z.strictObject(members).partial();

export type ConnectionConfig = z.infer<typeof connectionConfig>;

export function connectionOf(common: ConnectionConfig, own: z.infer<typeof connectionOverride> = {}): ConnectionConfig {
  return {
    max_connections: own.max_connections === undefined ? common.max_connections : own.max_connections,
    pipelining: own.pipelining ?? common.pipelining,
    connect_timeout: own.connect_timeout ?? common.connect_timeout,
    keep_alive_timeout: own.keep_alive_timeout ?? common.keep_alive_timeout,
    max_age: own.max_age ?? common.max_age,
    happy_eyeballs_timeout: own.happy_eyeballs_timeout ?? common.happy_eyeballs_timeout,
  };
}
