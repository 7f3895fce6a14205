import { openServerTls, type Logger } from '@conea/platform';
import type { RequestListener, Server, ServerOptions } from 'node:http';
import type { ServerTlsConfig } from '../config/server-tls.ts';

/** Null: without a certificate, the router speaks plain HTTP. */
export function createServerTls(config: ServerTlsConfig, log: Logger) {
  if (config.certificate_file === '') return null;
  const tls = openServerTls({
    certificateFile: config.certificate_file,
    keyFile: config.key_file,
    minVersion: config.min_version === '1.3' ? 'TLSv1.3' : 'TLSv1.2',
    checkInterval: config.check_interval,
    handshakeTimeout: config.handshake_timeout,
    log,
  });
  const policy = hstsOf(config.hsts);
  return {
    stop: tls.stop,
    /** A server whose every answer tells browsers to come over TLS only, also those that are no GraphQL. */
    createServer: (options: ServerOptions, listener: RequestListener): Server =>
      tls.createServer(options, (request, response) => {
        response.setHeader('strict-transport-security', policy);
        listener(request, response);
      }),
  };
}

function hstsOf({ max_age: maxAge, include_subdomains: isForAll }: ServerTlsConfig['hsts']): string {
  return `max-age=${Math.floor(maxAge / 1_000)}${isForAll ? '; includeSubDomains' : ''}`;
}
