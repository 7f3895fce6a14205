import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { composeSupergraph, CompositionError } from './compose/compose.ts';
import { readSupergraphConfig } from './compose/supergraph-config.ts';

const usage = `Composes the subgraphs of supergraph.yaml into router/supergraph.graphql.

  npm run compose             write the supergraph
  npm run compose -- --check  fail when the committed supergraph is not what the subgraphs compose to
`;

const root = fileURLToPath(new URL('../', import.meta.url));
const output = `${root}router/supergraph.graphql`;
const { values } = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });

if (values.help) {
  console.log(usage);
} else {
  try {
    await compose(values.check ?? false);
  } catch (error) {
    if (!(error instanceof CompositionError)) throw error;
    console.error(`The subgraphs do not compose:\n${error.message}`);
    process.exitCode = 1;
  }
}

async function compose(isCheck: boolean): Promise<void> {
  const supergraph = composeSupergraph(readSupergraphConfig(`${root}supergraph.yaml`));
  const committed = await readFile(output, 'utf8').catch(() => '');
  if (committed === supergraph) return;
  if (isCheck) {
    console.error('router/supergraph.graphql is not up to date: run `npm run compose` and commit it.');
    process.exitCode = 1;
    return;
  }
  await writeFile(output, supergraph);
  console.log(`wrote router/supergraph.graphql (${supergraph.length} characters)`);
}
