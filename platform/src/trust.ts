import type { Lifecycle } from './lifecycle.ts';
import type { Logger } from './log.ts';
import { openNonces, type Nonces, type NoncesEnv } from './nonces.ts';
import { openServerTls, type ServerTls } from './tls/server-tls.ts';

/** What a subgraph goes by to tell that whoever calls is the router, and how it shows that it is the subgraph. */
export type Trust = { nonces: Nonces; clockTolerance: number; tls: ServerTls | null };

export type TrustEnv = NoncesEnv & {
  TLS_CERTIFICATE_FILE?: string | undefined;
  TLS_KEY_FILE?: string | undefined;
  TLS_CLIENT_CA_FILE?: string | undefined;
};

const checkInterval = 10_000;
const handshakeTimeout = 10_000;

/** What the environment asks for: shared nonces with a `REDIS_URL`, TLS 1.3 and nothing else with a certificate. */
export function openTrust(subgraph: string, env: TrustEnv, lifecycle: Lifecycle, log: Logger): Trust {
  return {
    nonces: openNonces(subgraph, env, lifecycle, log),
    clockTolerance: env.CLOCK_TOLERANCE_SECONDS,
    tls: openTls(env, lifecycle, log),
  };
}

function openTls(env: TrustEnv, lifecycle: Lifecycle, log: Logger): ServerTls | null {
  const { TLS_CERTIFICATE_FILE: certificateFile, TLS_KEY_FILE: keyFile, TLS_CLIENT_CA_FILE: clientCaFile } = env;
  if (certificateFile === undefined && keyFile === undefined && clientCaFile === undefined) return null;
  if (certificateFile === undefined || keyFile === undefined)
    throw new Error('set both TLS_CERTIFICATE_FILE and TLS_KEY_FILE, or neither of them and no TLS_CLIENT_CA_FILE');
  const files = { certificateFile, keyFile, clientCaFile };
  const tls = openServerTls({ ...files, minVersion: 'TLSv1.3', checkInterval, handshakeTimeout, log });
  lifecycle.onStop('certificate', tls.stop);
  return tls;
}
