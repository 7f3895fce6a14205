import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger } from '@conea/platform';
import { until } from '../../test/support/until.ts';
import { routerConfig, type RouterConfigInput } from '../src/config/config.ts';
import type { SupergraphSource } from '../src/graph/supergraph-source.ts';
import { createLimits } from '../src/stages/limit.ts';
import { createDocumentCache } from '../src/stages/load.ts';
import { createSupergraph } from '../src/supergraph.ts';
import { createCleanup } from './support/cleanup.ts';
import {
  ask,
  compose,
  federationLink,
  startRouter,
  startSubgraph,
  type SubgraphDefinition,
  type TestSubgraph,
} from './support/test-graph.ts';
import { turnsUntil } from './support/turns.ts';

const pets: SubgraphDefinition = {
  name: 'pets',
  sdl: `${federationLink('@authenticated')}
    type Query { pets: [Pet] sum(of: [Int]): Int }
    interface Pet { name: String }
    type Dog implements Pet { name: String }
    type Cat implements Pet { name: String @authenticated }`,
  resolvers: {
    Query: {
      pets: () => ['Dog', 'Cat'].map((__typename) => ({ __typename, name: __typename })),
      sum: (_: unknown, args: { of: number[] }) => args.of.reduce((sum, each) => sum + each, 0),
    },
  },
};

const list = (length: number) => `[${Array.from({ length }, () => '1').join(' ')}]`;
/** With more tokens than are looked at in one piece; the selections stand where they do in the small one. */
const large = (selections: string) => `{ many: sum(of: ${list(5_000)})\n${selections} }`;
const small = (selections: string) => `{ many: sum(of: ${list(1)})\n${selections} }`;
const inThreads: RouterConfigInput = { query_planning: { workers: 1, timeout: '60s' } };

const cleanup = createCleanup();
let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await startSubgraph(pets);
});
afterEach(() => cleanup.stopAll());
afterAll(() => subgraph.stop());

async function serve(config: RouterConfigInput, source?: SupergraphSource) {
  const options = { config: { ...inThreads, ...config }, ...(source && { source }) };
  const { url } = cleanup.stopping(await startRouter([pets], [subgraph], options));
  return (query: string) => ask(url, query);
}

/** Loads documents without a server, and counts those that went to a thread. */
function loading(input: RouterConfigInput['limits'] = {}, threads: RouterConfigInput = inThreads) {
  const { limits, query_planning: planning } = routerConfig.parse({ ...threads, limits: input });
  const supergraph = createSupergraph(compose([pets], [subgraph]), { planning });
  let validated = 0;
  const { load, problemsOf } = createDocumentCache({
    supergraph: {
      ...supergraph,
      validate: (...document) => {
        validated++;
        return supergraph.validate(...document);
      },
    },
    isIntrospectable: true,
    parseLimits: { maxTokens: limits.max_tokens, maxNesting: limits.max_nesting },
    limits: createLimits(limits, createLogger('router', 'silent')),
    onLookup: () => undefined,
    stage: (_, work) => work(),
  });
  return { load, problemsOf, validated: () => validated, stop: supergraph.close };
}

describe('a large operation that nobody has asked before', () => {
  it('is answered as a small one is', async () => {
    const askRouter = await serve({});
    expect(await askRouter(large('pets { ... on Dog { name } ... on Cat { name } }'))).toMatchObject({
      data: { many: 5_000, pets: [{ name: 'Dog' }, { name: null }] },
      errors: [{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
    });
  });

  it('lets others have their turn while it is looked at, once for all who ask for it', async () => {
    const { load, validated } = cleanup.stopping(loading());
    const loaded = load(large('pets { name }'));
    expect(load(large('pets { name }'))).toBe(loaded);
    expect(await turnsUntil(loaded)).toBeGreaterThan(1);
    const document = await loaded;
    if (!document.isValid) throw new Error('it is valid');
    expect(document.prepare(undefined)).toBeInstanceOf(Promise);
    expect(validated()).toBe(1);
  });

  it('lets others have their turn also in a router that plans without threads', async () => {
    const { load } = cleanup.stopping(loading({}, { query_planning: { workers: 0 } }));
    // As long as a thread needs to start.
    expect(await turnsUntil(load(large('pets { name }')))).toBeGreaterThan(10);
    expect(await load(large('pets { nam }'))).toMatchObject({ isValid: false });
  });

  it('lets others have their turn while an agent is told what is wrong with it', async () => {
    const { problemsOf } = cleanup.stopping(loading());
    const visible = 'schema { query: Query } type Query { sum(of: [Int]): Int }';
    const problems = problemsOf(large('pets { name }'), visible);
    expect(await turnsUntil(problems)).toBeGreaterThan(1);
    expect(await problems).toMatchObject([{ message: 'Cannot query field "pets" on type "Query".' }]);
    expect(await problemsOf(large('__typename'), visible)).toEqual([]);
  });

  it('is large, too, when a short text spreads its fragments often', async () => {
    const { load, validated } = cleanup.stopping(loading({ max_duplicates: 10_000 }));
    const levels = Array.from({ length: 11 }, (_, at) => `fragment F${at} on Pet { ...F${at + 1} ...F${at + 1} }`);
    expect(await load(`{ pets { ...F0 } } ${levels.join(' ')} fragment F11 on Pet { name }`)).toMatchObject({
      isValid: true,
    });
    expect(validated()).toBe(1);
  });

  it('may ask for all that the router adds to the schema', async () => {
    const measured = { enabled: true, mode: 'enforce' } as const;
    const askRouter = await serve({ demand_control: measured, budget: { ...measured, rate_limit_field: true } });
    const answer = await askRouter(large('rateLimit { limit } ... @defer { pets { __typename } }'));
    expect(answer).toMatchObject({ data: { many: 5_000, rateLimit: { limit: 1_000 } } });
    expect(answer.errors).toBeUndefined();
  });

  it('is held against the version of the schema that is in force', async () => {
    let sdl: string | null = null;
    const source = { name: 'test', read: async () => sdl };
    const askRouter = await serve({ supergraph: { poll_interval: '20ms' } }, source);
    expect(await askRouter(large('age'))).toMatchObject({ errors: [{ message: expect.stringContaining('"age"') }] });
    const grown = { ...pets, sdl: pets.sdl.replace('type Query {', 'type Query { age: Int') };
    sdl = compose([grown], [subgraph]);
    await until('the new version is served', async () => (await askRouter(small('age'))).data !== undefined);
    expect((await askRouter(large('b: age'))).data).toBeDefined();
  });
});

describe('a small operation', () => {
  it('is loaded at once, without a thread', () => {
    const { load, validated } = cleanup.stopping(loading());
    const loaded = load(small('pets { name }'));
    expect(loaded).toMatchObject({ isValid: true });
    expect('isValid' in loaded && loaded.isValid && loaded.prepare(undefined)).toMatchObject({ kind: 'query' });
    expect(load(small('pets { nothing }'))).toMatchObject({ isValid: false });
    expect(validated()).toBe(0);
  });
});

describe('the mistakes of a large document', () => {
  let loader: ReturnType<typeof loading>;
  beforeAll(() => {
    loader = loading();
  });
  afterAll(() => loader.stop());

  it.each([
    'pets { nam } pets { ... on Pet { barks } }',
    'pets { name(of: 1) ... on Fish { name } }',
    'x: sum(of: "1") x: sum(of: "2")',
    'y: sum(of: 1) y: sum(of: 2)',
    '...Nothing pets pets @skip',
    '__typename @unknown',
    'a: sum(of: 1e999)',
    Array.from({ length: 30 }, (_, at) => `field${at}`).join('\n'),
  ])('are told in the words, the order and the places of a small one: %s', async (selections) => {
    const { load } = loader;
    const [one, other] = [await load(large(selections)), await load(small(selections))];
    expect(one).toMatchObject({ isValid: false });
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
  });
});
