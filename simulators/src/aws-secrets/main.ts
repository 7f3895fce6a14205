import { readEnvironment } from './env.ts';
import { createSimulator } from './simulator.ts';

const env = readEnvironment();
const server = createSimulator({
  accessKeyId: env.SIMULATOR_ACCESS_KEY_ID,
  secretAccessKey: env.SIMULATOR_SECRET_ACCESS_KEY,
  region: env.SIMULATOR_REGION,
});
const url = await server.listen({ host: env.HOST, port: env.PORT });
process.stdout.write(`${JSON.stringify({ level: 'info', name: 'aws-secrets-simulator', url, msg: 'listening' })}\n`);

const stop = () => void server.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
