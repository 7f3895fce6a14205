import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ClusterError } from './postgres/cluster-error.ts';
import { launch } from './start/launch.ts';
import { createRunning } from './start/running.ts';
import { StartError } from './start/start-error.ts';

const usage = `Starts Conea on this machine: Postgres, the simulators, the five subgraphs and the router.

  npm start               start; Ctrl-C stops everything, the data stays
  npm start -- --reset    delete the data first
  npm start -- --help     this text

Environment:
  CONEA_STATE_DIRECTORY   where data, secrets and logs are (default .conea)
  CONEA_PORT_OFFSET       added to every port (default 0; the router listens on 4000)
  REDIS_URL               Redis for the event log, instead of Postgres
  OPENAI_API_KEY, ANTHROPIC_API_KEY, SHOPIFY_*, MAIL_*   use the real service instead of its simulator
`;

const root = fileURLToPath(new URL('../', import.meta.url));
const { values } = parseArgs({ options: { reset: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });

if (values.help) console.log(usage);
else await start();

async function start(): Promise<void> {
  const directory = resolve(root, process.env['CONEA_STATE_DIRECTORY'] ?? '.conea');
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  const running = createRunning();
  try {
    const message = await launch({
      ...{ root, directory, running, environment: process.env, signal: stopping.signal },
      portOffset: Number(process.env['CONEA_PORT_OFFSET'] ?? 0),
      isReset: values.reset ?? false,
      report: (line) => stopping.signal.aborted || console.error(line),
    });
    console.log(message);
    await once(stopping.signal, 'abort');
  } catch (error) {
    if (!stopping.signal.aborted) explain(error, directory);
  }
  stopping.abort();
  console.log('\nStopping …');
  await running.stop();
  console.log('Stopped. The data is kept.');
  process.exit();
}

function explain(error: unknown, directory: string): void {
  process.exitCode = 1;
  console.error(`\nConea does not start. ${error instanceof Error ? error.message : String(error)}`);
  if (error instanceof ClusterError || error instanceof StartError) return;
  console.error(`The logs are in ${join(directory, 'logs')}.`);
}
