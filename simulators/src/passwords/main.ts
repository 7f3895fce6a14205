import { readEnvironment } from './env.ts';
import { createSimulator } from './simulator.ts';

const { HOST: host, PORT: port } = readEnvironment();
const server = createSimulator();
const url = await server.listen({ host, port });
process.stdout.write(`${JSON.stringify({ level: 'info', name: 'passwords-simulator', url, msg: 'listening' })}\n`);

const stop = () => void server.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
