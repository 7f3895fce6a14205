import { resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { routerConfig, type RouterConfig } from './config.ts';
import { expand } from './expand.ts';
import { problemsOf } from './problems.ts';

/** A configuration that cannot be used; the message lists everything that is wrong, a line each. */
export class InvalidConfig extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Reads the text of `router.yaml`, whose files are looked for from its own folder; throws `InvalidConfig`. */
export function parseConfig(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
  folder = '.',
): RouterConfig {
  const document = parseDocument(text);
  if (document.errors.length > 0) throw new InvalidConfig(document.errors.map(({ message }) => message));
  const missing = expand(document, environment);
  if (missing.length > 0)
    throw new InvalidConfig(missing.map((name) => `\${env.${name}}: the variable is not set and has no default`));
  const parsed = routerConfig.safeParse(document.toJS() ?? {});
  if (!parsed.success) throw new InvalidConfig(problemsOf(parsed.error, routerConfig));
  return withPaths(parsed.data, folder);
}

/** Files are looked for from the folder of `router.yaml`. */
function withPaths(config: RouterConfig, folder: string): RouterConfig {
  const { persisted_queries: persisted, authorization, server, traffic_shaping: traffic } = config;
  const inFolder = (path: string) => path && resolve(folder, path);
  const { policy } = authorization;
  const manifests = persisted.local_manifests.map((path) => resolve(folder, path));
  const module = policy.module === undefined ? {} : { module: resolve(folder, policy.module) };
  return {
    ...config,
    server: { ...server, tls: withTlsPaths(server.tls, inFolder) },
    traffic_shaping: {
      ...traffic,
      all: { ...traffic.all, tls: withTlsPaths(traffic.all.tls, inFolder) },
      subgraphs: Object.fromEntries(
        Object.entries(traffic.subgraphs).map(([name, own]) => [
          name,
          own.tls ? { ...own, tls: withTlsPaths(own.tls, inFolder) } : own,
        ]),
      ),
    },
    authorization: { ...authorization, policy: { ...policy, ...module } },
    persisted_queries: { ...persisted, local_manifests: manifests },
  };
}

type TlsFiles = { ca_file?: string | undefined; certificate_file?: string | undefined; key_file?: string | undefined };

function withTlsPaths<Tls extends TlsFiles>(tls: Tls, inFolder: (path: string) => string): Tls {
  const files = Object.entries({
    ca_file: tls.ca_file,
    certificate_file: tls.certificate_file,
    key_file: tls.key_file,
  });
  return {
    ...tls,
    ...Object.fromEntries(files.flatMap(([key, path]) => (path === undefined ? [] : [[key, inFolder(path)]]))),
  };
}
