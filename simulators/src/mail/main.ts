import { readEnvironment } from './env.ts';
import { startMailSimulator } from './simulator.ts';

const env = readEnvironment();
const { url, smtpUrl, close } = await startMailSimulator({
  ...{ host: env.HOST, port: env.PORT, smtpPort: env.SMTP_PORT, capacity: env.SIMULATOR_CAPACITY },
});
process.stdout.write(`${JSON.stringify({ level: 'info', name: 'mail-simulator', url, smtpUrl, msg: 'listening' })}\n`);

const stop = () => void close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
