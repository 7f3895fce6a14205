import mercurius from '@mercuriusjs/gateway';
import fastify from 'fastify';

// It reads the schemas from the subgraphs themselves: `{ name, url }` of each.
const [services, port] = process.argv.slice(2);
const app = fastify();
await app.register(mercurius, { jit: 1, gateway: { services: JSON.parse(services) } });
await app.listen({ host: '127.0.0.1', port: Number(port) });
