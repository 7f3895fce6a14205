import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../test/support/until.ts';
import { routerConfig, type RouterConfigInput } from '../src/config/config.ts';
import { createFileSource } from '../src/graph/supergraph-source.ts';
import { createOrderShop } from './support/order-shop.ts';
import { createSubscribers, type Subscriber } from './support/subscribers.ts';
import {
  ask,
  compose,
  startRouter,
  startSubgraph,
  type SubgraphDefinition,
  type TestRouter,
  type TestSubgraph,
} from './support/test-graph.ts';

let folder: string;
let file: string;
let shop: ReturnType<typeof createOrderShop>;
let subgraphs: TestSubgraph[];
let router: TestRouter;
let subscribers: ReturnType<typeof createSubscribers>;

const fast = { poll_interval: '20ms' };

async function start(
  supergraph: RouterConfigInput['supergraph'] = fast,
  authorization: RouterConfigInput['authorization'] = {},
): Promise<void> {
  await publish(compose(shop.definitions, subgraphs));
  const traffic_shaping = { all: { timeout: '10s' } };
  const config = { transports: { drain_time: '50ms' }, supergraph, authorization, traffic_shaping };
  const source = createFileSource(file, routerConfig.parse(config).supergraph);
  await source.read();
  router = await startRouter(shop.definitions, subgraphs, { config, source });
  subscribers = createSubscribers(router.url, () => shop.counts.open);
}

/** As a deployment does it: the new file takes the place of the old one at once. */
async function publish(sdl: string): Promise<void> {
  await writeFile(`${file}.new`, sdl);
  await rename(`${file}.new`, file);
}

const withField = ({ sdl, ...rest }: SubgraphDefinition, type: string, field: string): SubgraphDefinition => ({
  ...rest,
  sdl: `${sdl}\nextend type ${type} { ${field} }`,
});
/** The same subgraphs, where orders have one field more. */
const grown = () => [shop.definitions[0], withField(shop.definitions[1], 'Order', 'weight: Int')] as const;
/** The same subgraphs without the notes on orders. */
const shrunk = () => [
  shop.definitions[0],
  { ...shop.definitions[1], sdl: shop.definitions[1].sdl.replace('note: String', 'weight: Int') },
];

const knowsWeight = () => ask(router.url, '{ __type(name: "Order") { fields { name } } }').then(namesOf);
const namesOf = (answer: unknown) => JSON.stringify(answer).includes('weight');
const ready = async (): Promise<unknown> => (await fetch(new URL('/ready', router.url))).json();
const received = (count: number, ...list: Subscriber[]) =>
  until(`${count} results came`, () => list.every(({ results }) => results.length >= count));
const placed = 'subscription { orderPlaced { order { id note } } }';
const event = (number: number) => ({
  data: { orderPlaced: { order: { id: `order${number}`, note: `note of order${number}` } } },
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conea-reload-'));
  file = join(folder, 'supergraph.graphql');
  shop = createOrderShop();
  subgraphs = await Promise.all(shop.definitions.map((definition) => startSubgraph(definition)));
});
afterEach(async () => {
  await subscribers.close();
  await router.stop();
  await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
  await rm(folder, { recursive: true });
});

describe('a new version of the supergraph', () => {
  it('is served without a restart, and a request that runs ends on the old one', async () => {
    await start();
    subgraphs[0]?.delay(300);
    const running = ask(router.url, '{ hello }');
    await until('the request is with the subgraph', () => subgraphs[0]?.requests.length === 1);
    await publish(compose(grown(), subgraphs));
    await until('it is served', knowsWeight);
    expect(await running).toMatchObject({ status: 200, data: { hello: null } });
  });

  it('changes nothing when it cannot be served, and the router says why until it can', async () => {
    await start();
    await publish('type Query { not: A }');
    await until('it is refused', async () => JSON.stringify(await ready()).includes('"refused":"'));
    expect(await ask(router.url, '{ hello }')).toMatchObject({ status: 200 });
    expect(await ready()).toMatchObject({ status: 'UP' });
    await publish(compose(grown(), subgraphs));
    await until('the next is served', knowsWeight);
    expect(await ready()).toMatchObject({ supergraph: { refused: null } });
    const metrics = await (await fetch(new URL('/metrics', router.url))).text();
    expect(metrics).toContain('router_supergraph_reloads_total{result="refused",service="router"} 1');
    expect(metrics).toContain('router_supergraph_reloads_total{result="applied",service="router"} 1');
  });

  it('is not looked for with hot_reload off, but for a hangup', async () => {
    await start({ hot_reload: false, ...fast });
    await publish(compose(grown(), subgraphs));
    expect(await knowsWeight()).toBe(false);
    process.emit('SIGHUP', 'SIGHUP');
    await until('it is served', knowsWeight);
  });

  it('knows what clients asked the old one, before it is served', async () => {
    await start();
    await ask(router.url, 'query Often { hello }');
    await publish(compose(grown(), subgraphs));
    await until('it is served', knowsWeight);
    const hits = async () => {
      const text = await (await fetch(new URL('/metrics', router.url))).text();
      return /router_cache_lookups_total\{kind="document",[^}]*result="hit"[^}]*\} (\d+)/.exec(text)?.[1];
    };
    const before = Number(await hits());
    await ask(router.url, 'query Often { hello }');
    expect(Number(await hits())).toBe(before + 1);
  });
});

describe('subscriptions, when a new version comes,', () => {
  it('go on from the same source, and see what is new', async () => {
    await start();
    const all = Array.from({ length: 200 }, () => subscribers.subscribe(placed));
    await subscribers.stand();
    shop.place();
    await received(1, ...all);
    await publish(compose(grown(), subgraphs));
    await until('it is served', knowsWeight);
    shop.place(2);
    await received(3, ...all);
    for (const { results } of all) expect(results).toEqual([event(1), event(2), event(3)]);
    expect(shop.counts.subscriptions).toBe(1);
  });

  it('go on behind their last event where the source has moved, and miss and repeat nothing', async () => {
    await start();
    const all = Array.from({ length: 20 }, () => subscribers.subscribe(placed));
    await subscribers.stand();
    shop.place();
    await received(1, ...all);
    const moved = await startSubgraph(shop.definitions[0]);
    const [old, notes] = subgraphs;
    subgraphs = [moved, notes].filter((subgraph) => subgraph !== undefined);
    shop.place();
    await publish(compose(grown(), subgraphs));
    shop.place();
    await until('it is served', knowsWeight);
    await until('the old source is left', () => shop.counts.subscriptions === 2 && shop.counts.open === 1);
    await old?.stop();
    shop.place();
    await received(4, ...all);
    for (const { results } of all) expect(results).toEqual([1, 2, 3, 4].map(event));
  });

  it('end with SUBSCRIPTION_SCHEMA_RELOAD where they are not valid any longer, and only there', async () => {
    await start();
    const gone = subscribers.subscribe(placed);
    const kept = subscribers.subscribe('subscription { orderPlaced { order { id } } }');
    await subscribers.stand();
    await publish(compose(shrunk(), subgraphs));
    await until('the one ends', () => gone.ended);
    expect(gone.results).toMatchObject([{ errors: [{ extensions: { code: 'SUBSCRIPTION_SCHEMA_RELOAD' } }] }]);
    shop.place();
    await received(1, kept);
    expect(kept.results).toEqual([{ data: { orderPlaced: { order: { id: 'order1' } } } }]);
  });

  it('follow through many versions in a row', async () => {
    await start();
    const subscriber = subscribers.subscribe(placed);
    await subscribers.stand();
    for (let version = 1; version <= 3; version++) {
      const definitions = [shop.definitions[0], withField(shop.definitions[1], 'Order', `v${version}: Int`)];
      await publish(compose(definitions, subgraphs));
      await until('it is served', async () =>
        JSON.stringify(await ask(router.url, '{ __type(name: "Order") { fields { name } } }')).includes(`v${version}`),
      );
      shop.place();
      await received(version, subscriber);
    }
    expect(subscriber.results).toEqual([1, 2, 3].map(event));
    expect(shop.counts.subscriptions).toBe(1);
  });
});

describe('subscriptions under policies, when a new version comes,', () => {
  /** The shop with a policy on a field of an event, or on the stream itself. */
  const guarded = (field: 'note' | 'orderPlaced') =>
    shop.definitions.map(({ sdl, ...rest }) => ({
      ...rest,
      sdl: sdl
        .replace('["@key"]', '["@key","@policy"]')
        .replace(new RegExp(`${field}.*: \\w+`), `$& @policy(policies: [["reader"]])`),
    }));
  const heavier = (definitions: readonly SubgraphDefinition[]) =>
    definitions.map((each) => (each.name === 'notes' ? withField(each, 'Order', 'weight: Int') : each));
  const hidden = (number: number) => ({
    data: { orderPlaced: { order: { id: `order${number}`, note: null } } },
    errors: [expect.objectContaining({ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } })],
  });
  const hold = (...policies: string[]) => writeFile(join(folder, 'held.json'), JSON.stringify(policies));

  /** The operator's module lets everybody do what stands in a file. Nothing but a new version makes the router ask it again. */
  async function startGuarded(): Promise<void> {
    const module = join(folder, 'policies.mjs');
    const held = JSON.stringify(join(folder, 'held.json'));
    await writeFile(
      module,
      `import { readFile } from 'node:fs/promises';
       export const evaluatePolicies = async () => JSON.parse(await readFile(${held}, 'utf8'));`,
    );
    await start(fast, { policy: { module, reevaluate_after: '1h' } });
  }

  it('keep their guard, and lose what it does not allow any longer', async () => {
    shop = {
      ...shop,
      definitions: [guarded('note')[0] ?? shop.definitions[0], guarded('note')[1] ?? shop.definitions[1]],
    };
    await hold('reader');
    await startGuarded();
    const subscriber = subscribers.subscribe(placed);
    await subscribers.stand();
    shop.place();
    await received(1, subscriber);
    await hold();
    await publish(compose(heavier(shop.definitions), subgraphs));
    await until('it is served', knowsWeight, 60_000);
    await until('what they may not see is hidden', async () => {
      shop.place();
      await received(shop.ids.length, subscriber);
      return JSON.stringify(subscriber.results.at(-1)).includes('UNAUTHORIZED_FIELD_OR_TYPE');
    });
    expect(subscriber.results[0]).toEqual(event(1));
    expect(subscriber.results.at(-1)).toEqual(hidden(shop.ids.length));
    expect(subscriber.ended).toBe(false);
  }, 120_000);

  it('are guarded from then on by a policy that comes with it', async () => {
    await hold();
    await startGuarded();
    const subscriber = subscribers.subscribe(placed);
    await subscribers.stand();
    shop.place();
    await received(1, subscriber);
    await publish(compose(heavier(guarded('note')), subgraphs));
    await until('it is served', knowsWeight, 60_000);
    await until('the note is hidden', async () => {
      shop.place();
      await received(shop.ids.length, subscriber);
      return JSON.stringify(subscriber.results.at(-1)).includes('UNAUTHORIZED_FIELD_OR_TYPE');
    });
    expect(subscriber.results[0]).toEqual(event(1));
    expect(subscriber.results.at(-1)).toEqual(hidden(shop.ids.length));
  }, 120_000);

  it('end when they may see nothing of it any longer', async () => {
    await hold();
    await startGuarded();
    const subscriber = subscribers.subscribe(placed);
    await subscribers.stand();
    await publish(compose(heavier(guarded('orderPlaced')), subgraphs));
    await until('it ends', () => subscriber.ended, 60_000);
    expect(subscriber.results).toMatchObject([{ errors: [{ extensions: { code: 'SUBSCRIPTION_SCHEMA_RELOAD' } }] }]);
    await until('its source is left', () => shop.counts.open === 0);
  }, 120_000);
});
