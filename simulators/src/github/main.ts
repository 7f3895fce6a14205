import { readEnvironment } from './env.ts';
import { createSimulator } from './simulator.ts';

const env = readEnvironment();
const { app } = createSimulator({
  ...{ id: env.SIMULATOR_CLIENT_ID, secret: env.SIMULATOR_CLIENT_SECRET, callbackUrl: env.SIMULATOR_CALLBACK_URL },
});
const url = await app.listen({ host: env.HOST, port: env.PORT });
process.stdout.write(`${JSON.stringify({ level: 'info', name: 'github-simulator', url, msg: 'listening' })}\n`);

const stop = () => void app.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
