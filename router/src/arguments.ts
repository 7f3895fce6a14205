import { parseArgs } from 'node:util';

/** What `npm run router -- --help` prints. */
export const usage = `Serves a composed Federation 2 supergraph behind one GraphQL endpoint.

  npm run router                              serve
  npm run router -- --config FILE             with this configuration (default: $ROUTER_CONFIG, or router/router.yaml)
  npm run router -- --supergraph FILE         with this supergraph (default: supergraph.path of the configuration)
  npm run router -- --check-config            say what is wrong with the configuration and the supergraph, and end
  npm run router -- --help

A new version of the supergraph is served without a restart; SIGHUP makes the router look for one at once.

Environment: HOST (127.0.0.1), PORT (4000), LOG_LEVEL (info), WEB_CONCURRENCY (1; or auto), REDIS_URL, ROUTER_CONFIG, for each subgraph
<NAME>_SUBGRAPH_URL and <NAME>_ROUTER_KEYS, and what router.yaml reads by \${env.NAME}. router/README.md has every key of router.yaml.
`;

/** The command line; throws a sentence for an option that there is not. */
export function parseArguments(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      config: { type: 'string' },
      supergraph: { type: 'string' },
      'check-config': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return { config: values.config, supergraph: values.supergraph, isCheck: values['check-config'], isHelp: values.help };
}
