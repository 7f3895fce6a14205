import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { readFile } from 'node:fs/promises';

const [path = '', port = '0', transport = 'default'] = process.argv.slice(2);
const supergraphSdl = await readFile(path, 'utf8');
// Node's own fetch is undici.
const undici = { buildService: ({ url = '' }) => new RemoteGraphQLDataSource({ url, fetcher: fetch }) };
const gateway = new ApolloGateway({ supergraphSdl, ...(transport === 'undici' && undici) });
const server = new ApolloServer({ gateway, introspection: false });
await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: Number(port) } });
