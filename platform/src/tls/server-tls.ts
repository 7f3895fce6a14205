import { createServer, type Server } from 'node:https';
import type { RequestListener, ServerOptions } from 'node:http';
import { createSecureContext } from 'node:tls';
import type { Logger } from '../log.ts';
import { watchFiles } from '../watched-files.ts';

export type ServerTlsOptions = {
  /** PEM: the certificate and those between it and the CA. */
  certificateFile: string;
  keyFile: string;
  /** PEM: the CAs whose client certificates are taken. Who has none is served as well, but is no trusted peer. */
  clientCaFile?: string | undefined;
  minVersion: 'TLSv1.2' | 'TLSv1.3';
  /** Milliseconds between two looks at the files. */
  checkInterval: number;
  /** Milliseconds until a client has to have finished its handshake. */
  handshakeTimeout: number;
  log: Logger;
};

/** Makes HTTPS servers whose certificate follows its files: new connections get the new one, open ones go on. */
export type ServerTls = {
  hasClientCa: boolean;
  createServer(options: ServerOptions, listener: RequestListener): Server;
  stop(): void;
};

/** Throws when the files cannot be read, or when the key is not that of the certificate. */
export function openServerTls(options: ServerTlsOptions): ServerTls {
  const { certificateFile, keyFile, clientCaFile, minVersion, checkInterval, handshakeTimeout, log } = options;
  const files = watchFiles({
    files: [certificateFile, keyFile, ...(clientCaFile === undefined ? [] : [clientCaFile])],
    read: ([cert, key, ca]) => {
      const secure = { minVersion, cert, key, ...(ca && { ca }) };
      createSecureContext(secure);
      return secure;
    },
    interval: checkInterval,
    log,
  });
  const hasClientCa = clientCaFile !== undefined;
  return {
    hasClientCa,
    createServer: (http, listener) => {
      // Whoever has no certificate reaches health and key set; the routes that need one look at `authorized`.
      const clients = { requestCert: hasClientCa, rejectUnauthorized: false };
      const server = createServer({ ...http, ...files.current(), ...clients, handshakeTimeout }, listener);
      files.onChange((secure) => server.setSecureContext(secure));
      return server;
    },
    stop: files.stop,
  };
}
