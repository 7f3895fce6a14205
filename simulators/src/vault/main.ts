import { readEnvironment } from './env.ts';
import { createSimulator } from './simulator.ts';

const env = readEnvironment();
const server = createSimulator({
  rootToken: env.SIMULATOR_ROOT_TOKEN,
  role: env.SIMULATOR_ROLE,
  serviceAccountToken: env.SIMULATOR_SERVICE_ACCOUNT_TOKEN,
  lifetime: env.SIMULATOR_TOKEN_SECONDS,
  longestLife: env.SIMULATOR_LONGEST_TOKEN_SECONDS,
});
const url = await server.listen({ host: env.HOST, port: env.PORT });
process.stdout.write(`${JSON.stringify({ level: 'info', name: 'vault-simulator', url, msg: 'listening' })}\n`);

const stop = () => void server.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
