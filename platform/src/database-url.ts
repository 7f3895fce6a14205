import { parseIntoClientConfig } from 'pg-connection-string';
import { z } from 'zod';
import type { Secrets } from './secrets/secrets.ts';

/** Where a database is, and who asks; with a live one the password may change while connections are open. */
export type DatabaseUrl = string | LiveUrl;

export type LiveUrl = {
  now(): string;
  /** Reads the secrets again: the password was refused. */
  refresh(): Promise<unknown>;
};

/** The URL that a secret is at the moment. */
export function liveUrl(secrets: Secrets, name: string): LiveUrl {
  return { now: secrets.live(name, z.url()), refresh: () => secrets.refresh() };
}

export const urlNow = (url: DatabaseUrl): string => (typeof url === 'string' ? url : url.now());

/** For node-postgres and pg-boss: the password is asked for at each connection. Server, user and database are those of the start. */
export function connectionOf(url: DatabaseUrl) {
  if (typeof url === 'string') return { connectionString: url };
  const { host = '127.0.0.1', port = 5_432, user = '', database = '', ssl, options } = parseIntoClientConfig(url.now());
  return {
    ...{ host, port, user, database, password: () => decodeURIComponent(new URL(url.now()).password) },
    ...(ssl !== undefined && { ssl }),
    ...(options !== undefined && { options }),
  };
}
