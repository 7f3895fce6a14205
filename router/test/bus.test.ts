import { afterEach, expect, it } from '@jest/globals';
import { createClusterInvalidations, serveInvalidations } from '../src/cache/cluster-invalidations.ts';
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
    return { bus: createBus(cable.worker), cable };
  });
  return { hub, buses };
}

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

it('hears what is told in its order, and leaves alone who does not know a topic', async () => {
  const { hub, buses } = aRouter(1);
  const heard: unknown[] = [];
  hub.on('news', (body) => heard.push(body));
  buses[0]?.bus.tell('unheard of', 0);
  for (const body of [1, { two: 2 }, null]) buses[0]?.bus.tell('news', body);
  await until('all of it is heard', () => heard.length === 3);
  expect(heard).toEqual([1, { two: 2 }, null]);
});

it('asks all workers but those that ended, and takes null for one that does not answer', async () => {
  const { hub, buses } = aRouter(4);
  for (const [index, { bus }] of buses.entries()) bus.on('name', () => `worker ${index}`);
  buses[1]?.cable.cut();
  hub.remove(3);
  expect([...(await hub.askAll('name', null, 200)).values()]).toEqual(['worker 0', null, 'worker 2']);
});

it('adds up what all workers dropped, and has those that do not answer invalidate too', async () => {
  const { hub, buses } = aRouter(3);
  serveInvalidations(hub);
  const heard: string[] = [];
  const [invalidate] = buses.map(({ bus }, index) =>
    createClusterInvalidations(bus, (labels) => {
      heard.push(`${index} ${labels.join()}`);
      if (index === 2) throw new Error('no memory');
      return index + 1;
    }),
  );
  expect(await invalidate?.(['a', 'b'])).toBe(3);
  expect(heard).toEqual(['0 a,b', '1 a,b', '2 a,b']);
  buses[0]?.cable.cut();
  await expect(invalidate?.(['a'])).rejects.toThrow('no answer');
});
