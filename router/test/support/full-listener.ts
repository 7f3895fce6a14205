import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import { until } from '../../../test/support/until.ts';

// It takes no connection while it sleeps, and the system keeps so many for it and no more.
const script = `
  const server = require('node:net').createServer();
  server.listen({ host: process.argv[1], port: Number(process.argv[2]), backlog: 1 }, () => {
    require('node:fs').writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;
const kept = 2;

/** An address where connecting neither succeeds nor fails: the queue of a listener that takes nothing is full. */
export async function startFullListener(host: string, port = 0) {
  const child = spawn(process.execPath, ['-e', script, host, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = z.tuple([z.instanceof(Buffer)]).parse(await once(child.stdout, 'data'));
  const waiting: Socket[] = [];
  let connected = 0;
  const listening = Number(said.toString());
  for (let index = 0; index < kept; index++)
    waiting.push(connect(listening, host, () => connected++).on('error', () => undefined));
  await until('the queue is full', () => connected === kept);
  return {
    port: listening,
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
      for (const socket of waiting) socket.destroy();
    },
  };
}
