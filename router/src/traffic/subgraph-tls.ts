import { createPinCheck, watchFiles, type Logger } from '@conea/platform';
import { createSecureContext, type ConnectionOptions, type SecureContextOptions } from 'node:tls';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import type { SubgraphTlsConfig } from '../config/subgraph-tls.ts';

/** How the router tells that it speaks with a subgraph, and shows that it is the router. */
export type SubgraphTls = {
  /** For one new connection. */
  options(): TlsOptions;
  /** Opens connections as undici wants them, each with the options of its moment. */
  connector(settings: ConnectSettings): buildConnector.connector;
  /** For the few requests beside GraphQL. */
  dispatcher: Dispatcher;
  close(): Promise<void>;
};

type TlsOptions = SecureContextOptions & Pick<ConnectionOptions, 'checkServerIdentity'>;

export type ConnectSettings = { timeout: number; autoSelectFamilyAttemptTimeout: number };

const besides = { timeout: 5_000, autoSelectFamilyAttemptTimeout: 250 };

/** Throws when a file cannot be read or used. */
export function openSubgraphTls(config: SubgraphTlsConfig, log: Logger): SubgraphTls {
  const { ca_file, certificate_file, key_file, pins, check_interval: interval } = config;
  const named = Object.entries({ ca: ca_file, cert: certificate_file, key: key_file }).filter(
    ([, file]) => file !== '',
  );
  const common: TlsOptions = {
    minVersion: config.min_version === '1.3' ? 'TLSv1.3' : 'TLSv1.2',
    ...(pins.length > 0 && { checkServerIdentity: createPinCheck(pins) }),
  };
  const files = watchFiles({
    files: named.map(([, file]) => file),
    read: (texts): TlsOptions => {
      const options = { ...common, ...Object.fromEntries(named.map(([name], index) => [name, texts[index]])) };
      createSecureContext(options);
      return options;
    },
    ...{ interval, log },
  });
  const connector = (settings: ConnectSettings): buildConnector.connector => {
    let built: { from: TlsOptions; connect: buildConnector.connector } | null = null;
    return (target, callback) => {
      const from = files.current();
      // A new one begins without the sessions of the old one, which stand for certificates that were checked then.
      if (built?.from !== from)
        built = { from, connect: buildConnector({ ...from, ...settings, autoSelectFamily: true }) };
      built.connect(target, callback);
    };
  };
  const dispatcher = new Agent({ connect: connector(besides) });
  return {
    ...{ options: files.current, connector, dispatcher },
    close: async () => {
      files.stop();
      await dispatcher.close();
    },
  };
}

/** Opens it for each subgraph once. */
export function createSubgraphsTls(configOf: (subgraph: string) => SubgraphTlsConfig, log: Logger) {
  const opened = new Map<string, SubgraphTls>();
  return {
    /** Null: its URL is not `https`. */
    of: (subgraph: string, url: string): SubgraphTls | null => {
      if (!url.startsWith('https:')) return null;
      const tls = opened.get(subgraph) ?? openSubgraphTls(configOf(subgraph), log);
      opened.set(subgraph, tls);
      return tls;
    },
    close: async () => {
      await Promise.all([...opened.values()].map((tls) => tls.close()));
    },
  };
}
