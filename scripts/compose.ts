import { watchFile } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { composeSupergraph, CompositionError } from './compose/compose.ts';
import { listSubgraphs, readSupergraphConfig } from './compose/supergraph-config.ts';

const usage = `Composes the subgraphs of supergraph.yaml into router/supergraph.graphql.

  npm run compose             write the supergraph
  npm run compose -- --check  fail when the committed supergraph is not what the subgraphs compose to
  npm run compose -- --watch  write it again whenever a schema changes; a router that runs serves it at once
`;

const root = fileURLToPath(new URL('../', import.meta.url));
const output = `${root}router/supergraph.graphql`;
const listing = `${root}supergraph.yaml`;
const { values } = parseArgs({
  options: { check: { type: 'boolean' }, watch: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
});

if (values.help) console.log(usage);
else if (values.watch) await watch();
else if (!(await tryToCompose(values.check ?? false))) process.exitCode = 1;

/** Answers whether the subgraphs compose, and says on the terminal why they do not. */
async function tryToCompose(isCheck: boolean): Promise<boolean> {
  try {
    await compose(isCheck);
    return true;
  } catch (error) {
    if (!(error instanceof CompositionError)) throw error;
    console.error(`The subgraphs do not compose:\n${error.message}`);
    return false;
  }
}

/** A file that is being written may be anything for a moment: whatever is wrong is said, and the next change is awaited. */
async function watch(): Promise<void> {
  const watched = new Set<string>();
  let work = Promise.resolve();
  const update = async () => {
    try {
      for (const path of [listing, ...listSubgraphs(listing).map(({ schemaPath }) => schemaPath)]) follow(path);
      await tryToCompose(false);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
    }
  };
  const again = () => void (work = work.then(update));
  const follow = (path: string) => {
    if (!watched.has(path)) watchFile(path, { interval: 200 }, again);
    watched.add(path);
  };
  follow(listing);
  await update();
  console.log(`watching ${watched.size} files; Ctrl-C ends it`);
}

async function compose(isCheck: boolean): Promise<void> {
  const supergraph = composeSupergraph(readSupergraphConfig(listing));
  const committed = await readFile(output, 'utf8').catch(() => '');
  if (committed === supergraph) return;
  if (isCheck) {
    console.error('router/supergraph.graphql is not up to date: run `npm run compose` and commit it.');
    process.exitCode = 1;
    return;
  }
  // A router that watches the file never sees half of it.
  await writeFile(`${output}.new`, supergraph);
  await rename(`${output}.new`, output);
  console.log(`wrote router/supergraph.graphql (${supergraph.length} characters)`);
}
