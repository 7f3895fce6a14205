import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { createSimulator, leakedPasswords } from '../../../simulators/src/passwords/simulator.ts';
import { createPasswordRules } from '../src/domain/password-rules.ts';
import { createBreachedPasswords } from '../src/sources/breached-passwords.ts';
import { aClock } from './support/identity-server.ts';

const simulator = createSimulator();
let url: string;
const clock = aClock();
const [, leaked = ''] = leakedPasswords;

beforeAll(async () => {
  url = await simulator.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => fetch(`${url}/simulator/faults`, { method: 'DELETE' }));
afterAll(() => simulator.close());

function aSource() {
  const outcomes: string[] = [];
  const count = (outcome: string) => void outcomes.push(outcome);
  return { outcomes, isBreached: createBreachedPasswords({ url, timeout: 200, clock: clock.read, count }) };
}

const fail = (kind: string) =>
  fetch(`${url}/simulator/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind }),
  });

it('knows what has leaked, and takes padding for nothing', async () => {
  const { isBreached, outcomes } = aSource();
  expect(await isBreached(leaked)).toBe(true);
  expect(await isBreached('nobody has ever used this one')).toBe(false);
  expect(outcomes).toEqual(['breached', 'unknown']);
});

it('tells the service five digits of a hash and no more', async () => {
  await aSource().isBreached(leaked);
  const response = await fetch(`${url}/simulator/asked`);
  expect(await response.json()).toEqual(expect.arrayContaining([expect.stringMatching(/^[0-9A-F]{5}$/)]));
});

it.each(['unavailable', 'slow', 'html', 'cut'])(
  'takes no password for leaked when the service is %s, and does not ask again at once',
  async (kind) => {
    const { isBreached, outcomes } = aSource();
    await fail(kind);
    expect([await isBreached(leaked), await isBreached(leaked)]).toEqual([false, false]);
    expect(outcomes).toEqual(['failed', 'skipped']);
    await fetch(`${url}/simulator/faults`, { method: 'DELETE' });
    clock.advance(30);
    expect(await isBreached(leaked)).toBe(true);
  },
);

it('refuses what the local rules refuse, whether the service answers or not', async () => {
  await fail('unavailable');
  const check = createPasswordRules(aSource().isBreached);
  expect(await check('password123456', [])).toContain('guessed');
  expect(await check(leaked, [])).toBeNull();
});
