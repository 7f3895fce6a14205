import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createSupergraph } from '../router/src/supergraph.ts';
import { findOperations } from './persist/find-operations.ts';
import { createManifest, type ManifestOperation } from './persist/manifest.ts';

const usage = `Writes the manifest of a client's operations, which the router takes as trusted documents (persisted_queries in router.yaml).

  npm run persist -- 'src/**/*.{graphql,ts,tsx}'
  npm run persist -- --out manifest.json --client-name web 'src/**/*.graphql'

  --out FILE           where to write (default persisted-query-manifest.json; - is standard output)
  --format FORMAT      apollo (apollo-persisted-query-manifest, the default) or relay (a map of id to text)
  --supergraph FILE    the schema that the operations must be valid against (default router/supergraph.graphql)
  --client-name NAME   registers them for clients that call themselves so
  --rate-limit-field   operations may ask for the router's own Query.rateLimit (budget.rate_limit_field)
  --typenames          adds __typename, as clients with a normalised cache do
  --help

Operations are found in .graphql files, and in code in templates marked by gql, graphql or a GraphQL comment.
`;

const options = {
  out: { type: 'string', default: 'persisted-query-manifest.json' },
  format: { type: 'string', default: 'apollo' },
  supergraph: { type: 'string', default: 'router/supergraph.graphql' },
  'client-name': { type: 'string' },
  'rate-limit-field': { type: 'boolean', default: false },
  typenames: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const formats = new Map<string, (operations: readonly ManifestOperation[]) => object>([
  ['apollo', (operations) => ({ format: 'apollo-persisted-query-manifest', version: 1, operations })],
  ['relay', (operations) => Object.fromEntries(operations.map(({ id, body }) => [id, body]))],
]);

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  if (values.help || positionals.length === 0) process.stdout.write(usage);
  else run(values, positionals);
  if (!values.help && positionals.length === 0) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

type Values = {
  out: string;
  format: string;
  supergraph: string;
  'client-name'?: string | undefined;
  'rate-limit-field': boolean;
  typenames: boolean;
};

function run(values: Values, patterns: readonly string[]): void {
  const format = formats.get(values.format);
  if (!format) throw new Error(`There is no format ${values.format}: apollo or relay.`);
  const paths = globSync(patterns, { exclude: (path) => path.includes('node_modules') }).toSorted();
  const found = findOperations(paths.map((path) => ({ path, text: readFileSync(path, 'utf8') })));
  const { apiSchema: schema } = createSupergraph(readFileSync(values.supergraph, 'utf8'), {
    hasRateLimitField: values['rate-limit-field'],
  });
  const operations = createManifest(found, {
    schema,
    clientName: values['client-name'],
    withTypenames: values.typenames,
  });
  const text = `${JSON.stringify(format(operations), null, 2)}\n`;
  if (values.out === '-') process.stdout.write(text);
  else writeFileSync(values.out, text);
  process.stderr.write(
    `${operations.length} operations of ${paths.length} files${values.out === '-' ? '' : ` in ${values.out}`}\n`,
  );
}
