import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSettings } from '../start/settings.ts';
import { portsFor } from '../start/stack.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The shop of the simulator and the app that is installed in it; they open nothing but a simulator. */
export const demoShop = {
  domain: 'conea-demo.myshopify.com',
  clientId: 'conea-simulator-app',
  clientSecret: 'shpss_simulator_secret_of_the_demo_app',
};

/** Finds the stack that `npm start` runs with this environment; throws a sentence when there is none. */
export async function findStack(environment: NodeJS.ProcessEnv) {
  const directory = resolve(root, environment['CONEA_STATE_DIRECTORY'] ?? '.conea');
  const ports = portsFor(Number(environment['CONEA_PORT_OFFSET'] ?? 0));
  const endpoint = `http://127.0.0.1:${ports.router}/graphql`;
  const isReady = await fetch(`http://127.0.0.1:${ports.router}/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!isReady || !existsSync(join(directory, 'settings.json')))
    throw new Error('Nothing answers: run `npm start` first, in another terminal.');
  const local = (port: number) => `http://127.0.0.1:${port}`;
  const password = loadSettings(directory).demoPassword;
  return { endpoint, shopUrl: local(ports.shopify), mailUrl: local(ports.mail), password };
}
