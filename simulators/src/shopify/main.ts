import { readEnvironment } from './env.ts';
import { createSimulator } from './simulator.ts';

const env = readEnvironment();
const server = createSimulator({
  shops: env.SIMULATOR_SHOPS,
  seed: env.SIMULATOR_SEED,
  plan: env.SIMULATOR_PLAN,
  timeScale: env.SIMULATOR_TIME_SCALE,
  indexLag: env.SIMULATOR_INDEX_LAG_MS,
  cursorLifetime: env.SIMULATOR_CURSOR_LIFETIME_MS,
  stateFile: env.SIMULATOR_STATE_FILE,
});

const url = await server.listen({ host: env.HOST, port: env.PORT });
process.stdout.write(`${JSON.stringify({ level: 'info', name: 'shopify-simulator', url, msg: 'listening' })}\n`);

const stop = () => void server.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
