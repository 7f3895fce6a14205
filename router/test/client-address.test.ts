import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { createClientAddress } from '../src/transport/client-address.ts';

const addresses = { near: createClientAddress(['127.0.0.0/8', '10.0.0.0/8']), nobody: createClientAddress([]) };
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const addressOf = request.url === '/near' ? addresses.near : addresses.nobody;
    response.end(addressOf(request));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const addressSeen = async (path: string, forwarded: string) =>
  (await fetch(url + path, { headers: { 'x-forwarded-for': forwarded } })).text();

describe('the address of a client', () => {
  it.each([
    ['is where the connection comes from, when no proxy is trusted', '/nobody', '203.0.113.7', '127.0.0.1'],
    ['is what a trusted proxy saw', '/near', '203.0.113.7', '203.0.113.7'],
    ['is what the farthest trusted proxy saw', '/near', '203.0.113.7, 10.1.2.3', '203.0.113.7'],
    ['is not what somebody claims before the first proxy', '/near', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
  ])('%s', async (_, path, forwarded, address) => {
    expect(await addressSeen(path, forwarded)).toBe(address);
  });
});
