import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection of its own to the server of a URL, which may be broken off at any time. */
export async function openSocket(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket.on('error', () => socket.destroy());
}

/** Sends bytes as they are; answers all that came back until the server closed the connection. */
export async function sendBytes(url: string, bytes: string | Uint8Array): Promise<string> {
  const socket = await openSocket(url);
  const received: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => received.push(chunk));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(bytes);
  await closed;
  return Buffer.concat(received).toString('latin1');
}
