import { readEnvironment } from './env.ts';
import { createSimulator } from './simulator.ts';

const env = readEnvironment();
const server = createSimulator({ chunkGap: env.SIMULATOR_CHUNK_GAP_MS });
const url = await server.listen({ host: env.HOST, port: env.PORT });
process.stdout.write(`${JSON.stringify({ level: 'info', name: 'ai-simulator', url, msg: 'listening' })}\n`);

const stop = () => void server.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
