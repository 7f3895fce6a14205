import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { dataFolder } from '../../scripts/postgres/data-folder.ts';
import { isAlive, startProcess } from '../support/processes.ts';
import { createStackPlace, launchStack, startStack, type Stack, type StackPlace } from '../support/stack.ts';
import { until } from '../support/until.ts';

let place: StackPlace;
let stack: Stack;

beforeAll(async () => {
  place = await createStackPlace();
  stack = await startStack(place);
}, 120_000);

afterAll(async () => {
  await stack.stop();
  place.remove();
}, 60_000);

describe('a running stack', () => {
  it('says where everything is', async () => {
    const output = stack.launcher.output();
    for (const text of [`${stack.endpoint}/graphql`, stack.credentials.email, stack.credentials.password, 'curl '])
      expect(output).toContain(text);
    for (const path of ['/health', '/ready', '/']) expect((await fetch(`${stack.endpoint}${path}`)).status).toBe(200);
  });

  it('answers what the curl line asks', async () => {
    const [, url = '', body = ''] = /curl (\S+) .*?-d '(.*)'\n/s.exec(stack.launcher.output()) ?? [];
    expect((await send(url, body)).name).toBe('Demo User');
  });

  it('keeps its secrets to its owner', () => {
    expect(statSync(join(place.directory, 'settings.json')).mode & 0o077).toBe(0);
  });

  it('starts a service again that was killed, and names it', async () => {
    const killed = stack.pidOf('analytics');
    process.kill(killed, 'SIGKILL');
    await stack.launcher.waitFor('analytics ended (SIGKILL); it starts again');
    await until(
      'analytics is ready again',
      async () => {
        return (
          stack.pidOf('analytics') !== killed && (await fetch(`http://127.0.0.1:${place.ports.analytics}/ready`)).ok
        );
      },
      60_000,
    );
  });

  it('starts Postgres again that was killed, and goes on', async () => {
    process.kill(stack.pidOf('postgres'), 'SIGKILL');
    await stack.launcher.waitFor('postgres ended; it starts again');
    await until('the demo user can sign in again', () => signIn(), 60_000);
  }, 90_000);

  it('refuses a second start from its folder', async () => {
    const second = launchStack(place);
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain(`It runs already from this folder (process ${stack.launcher.pid})`);
    expect(isAlive(stack.pidOf('router'))).toBe(true);
  });
});

describe('a start', () => {
  it('names a port that is in use, and what to do', async () => {
    const other = await createStackPlace();
    const server = await listen(other.ports.data);
    const start = launchStack(other);
    expect(await start.exited).toBe(1);
    expect(start.output()).toContain(`Port ${other.ports.data} (data) is in use. Stop what listens there, or`);
    server.close();
    other.remove();
  });

  it('stops what a killed start left behind, Postgres too, and keeps the data', async () => {
    const user = await signIn();
    const left = ['router', 'data', 'postgres'].map((name) => stack.pidOf(name));
    await stack.launcher.end('SIGKILL');
    expect(left.every(isAlive)).toBe(true);

    stack = await startStack(place);
    expect(stack.launcher.output()).toContain('router of an earlier run is still there');
    expect(left.some(isAlive)).toBe(false);
    expect(await signIn()).toBe(user);
  }, 120_000);

  it('says what to do about a damaged data folder, and leaves nothing running', async () => {
    await stack.stop();
    rmSync(join(dataFolder(place.directory), 'global', 'pg_control'));
    const start = launchStack(place);
    expect(await start.exited).toBe(1);
    expect(start.output()).toMatch(/the folder may be damaged.*npm start -- --reset/s);
    await expect(fetch(stack.endpoint)).rejects.toThrow();
  }, 60_000);

  it('begins anew with --reset', async () => {
    const before = stack.settings.demoPassword;
    stack = await startStack(place, ['--reset']);
    expect(stack.settings.demoPassword).not.toBe(before);
    expect(await signIn()).toMatch(/^usr_/);
  }, 120_000);

  it('explains itself', async () => {
    const help = startProcess(['scripts/start.ts', '--help']);
    expect(await help.exited).toBe(0);
    expect(help.output()).toContain('npm start -- --reset');
  });

  it('says so when Node is too old', async () => {
    const old = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.11.0"})';
    const start = startProcess([
      '--import',
      old,
      '--import',
      './scripts/require-node.js',
      'scripts/start.ts',
      '--help',
    ]);
    expect(await start.exited).toBe(1);
    expect(start.output()).toContain('Conea runs on Node 24, and this is Node 20.11.0');
  });
});

it('stops every process at Ctrl-C, Postgres too, even when Postgres has been away', async () => {
  const restarted = stack.pidOf('postgres');
  process.kill(restarted, 'SIGKILL');
  await until('Postgres runs again', () => stack.pidOf('postgres') !== restarted && signIn(), 60_000);
  const services = [
    'router',
    'identity',
    'integration',
    'ai',
    'data',
    'analytics',
    'shopify simulator',
    'ai simulator',
  ];
  const pids = [...services, 'postgres'].map((name) => stack.pidOf(name));

  const start = Date.now();
  expect(await stack.stop()).toBe(0);
  expect(pids.filter(isAlive)).toEqual([]);
  // After 15 seconds a drain is given up.
  expect(Date.now() - start).toBeLessThan(10_000);
}, 60_000);

const answer = z.object({
  data: z.object({ signIn: z.object({ user: z.object({ id: z.string().optional(), name: z.string() }) }) }),
});

async function send(url: string, body: string): Promise<{ id?: string | undefined; name: string }> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) });
  return answer.parse(await response.json()).data.signIn.user;
}

/** The id of the demo user, who has signed in. */
async function signIn(): Promise<string> {
  return (await send(`${stack.endpoint}/graphql`, signInBody())).id ?? '';
}

function signInBody(): string {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { user { id name } } }';
  return JSON.stringify({ query, variables: { input: stack.credentials } });
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
  });
}
