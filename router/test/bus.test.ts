import { afterEach, expect, it } from '@jest/globals';
import { createBus } from '../src/cluster/bus.ts';
import { createHub } from '../src/cluster/hub.ts';
import { until } from '../../test/support/until.ts';
import { createCable } from './support/process-cable.ts';

const cables: ReturnType<typeof createCable>[] = [];
afterEach(() => cables.splice(0).forEach(({ close }) => close()));

function aRouter(workers: number) {
  const hub = createHub();
  const buses = Array.from({ length: workers }, (_, worker) => {
    const cable = createCable();
    cables.push(cable);
    hub.add(worker, cable.primary);
    const heard: unknown[] = [];
    const bus = createBus(cable.worker);
    bus.on('news', (body) => heard.push(body));
    return { bus, heard, cable };
  });
  return { hub, buses };
}

it('tells all workers but the one that broadcasts, in order', async () => {
  const { buses } = aRouter(3);
  for (const body of [1, { two: 2 }, null]) buses[0]?.bus.broadcast('news', body);
  await until('they have heard', () => buses[1]?.heard.length === 3 && buses[2]?.heard.length === 3);
  expect(buses.map(({ heard }) => heard)).toEqual([[], [1, { two: 2 }, null], [1, { two: 2 }, null]]);
});

it('leaves alone who does not know a topic, and does not reach a worker that ended', async () => {
  const { hub, buses } = aRouter(3);
  hub.remove(2);
  buses[0]?.bus.broadcast('unheard of', 1);
  buses[0]?.bus.broadcast('news', 2);
  await until('the other has heard', () => buses[1]?.heard.length === 1);
  expect(buses[2]?.heard).toEqual([]);
});

it('answers a question, with a failure where there is one, and gives up after a while', async () => {
  const { hub, buses } = aRouter(1);
  const [worker] = buses;
  hub.on('double', (body, from) => ({ twice: Number(body) * 2, from }));
  hub.on('fail', () => Promise.reject(new Error('not today')));
  expect(await worker?.bus.ask('double', 21)).toEqual({ twice: 42, from: 0 });
  await expect(worker?.bus.ask('fail', null)).rejects.toThrow('not today');
  await expect(worker?.bus.ask('unheard of', null)).rejects.toThrow('nobody answers unheard of');
  worker?.cable.cut();
  await expect(worker?.bus.ask('double', 1, 50)).rejects.toThrow('no answer to double');
});

it('asks all workers, and takes null for one that does not answer', async () => {
  const { hub, buses } = aRouter(3);
  for (const [index, { bus }] of buses.entries()) bus.on('name', () => `worker ${index}`);
  buses[1]?.cable.cut();
  expect([...(await hub.askAll('name', null, 200)).values()]).toEqual(['worker 0', null, 'worker 2']);
});
