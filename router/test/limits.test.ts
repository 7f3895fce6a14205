import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { RouterConfigInput } from '../src/config/config.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const definition = {
  name: 'people',
  sdl: 'type Query { me: Person found(name: String): Boolean save(value: Value): Int } type Person { name: String friends: [Person!] } input Value { inside: Value all: [Int] }',
  resolvers: { Query: { me: () => ({ name: 'Aiko', friends: [] }), found: () => true, save: () => 1 } },
};

let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  subgraph = await startSubgraph(definition);
});
afterAll(() => subgraph.stop());
afterEach(() => router.stop());

const start = async (limits: RouterConfigInput['limits'] = {}) => {
  router = await startRouter([definition], [subgraph], { config: { limits } });
};
const codesOf = async (query: string, variables: object = {}) => {
  const { errors } = await ask(router.url, query, variables);
  return (errors ?? []).map(({ extensions }) => extensions?.['code']);
};
const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');
const nested = (levels: number) => `{ me ${'{ friends '.repeat(levels)}{ name }${' }'.repeat(levels)} }`;

describe('an operation above a limit is refused', () => {
  it.each([
    ['MAX_DEPTH_EXCEEDED', 'deep selections', () => nested(60)],
    [
      'MAX_DEPTH_EXCEEDED',
      'selections that are deep through fragments',
      () =>
        `{ me { ...F0 } } ${times(60, (i) => `fragment F${i} on Person { ${i < 59 ? `friends { ...F${i + 1} }` : 'name'} }`)}`,
    ],
    [
      'MAX_HEIGHT_EXCEEDED',
      'fragments that double at each level',
      () =>
        `{ me { ...F0 } } ${times(30, (i) => `fragment F${i} on Person { ${i < 29 ? `a: friends { ...F${i + 1} } b: friends { ...F${i + 1} }` : 'name'} }`)}`,
    ],
    ['MAX_ROOT_FIELDS_EXCEEDED', 'many root fields', () => `{ ${times(201, (i) => `m${i}: me { name }`)} }`],
    ['MAX_ALIASES_EXCEEDED', 'many aliases', () => `{ me { ${times(101, (i) => `n${i}: name`)} } }`],
    [
      'MAX_ALIASES_EXCEEDED',
      'many aliases of __typename',
      () => `{ me { ${times(101, (i) => `t${i}: __typename`)} } }`,
    ],
    [
      'MAX_DIRECTIVES_EXCEEDED',
      'many directives',
      () => `{ me { ${times(11, () => `name ${'@include(if: true) '.repeat(10)}`)} } }`,
    ],
    [
      'MAX_DIRECTIVES_EXCEEDED',
      'directives of the operation, its variables and its fragments',
      () =>
        `query ($v: Int ${'@a '.repeat(30)}) ${'@a '.repeat(30)} { me { ...F ...F } } fragment F on Person ${'@a '.repeat(30)} { name }`,
    ],
    [
      'MAX_DUPLICATES_EXCEEDED',
      'the same field again and again in fragments',
      () =>
        `{ ${times(4, () => `me { ${times(10, (i) => `...F${i} ... { name name }`)} }`)} } ${times(10, (i) => `fragment F${i} on Person { name name ... { name } }`)}`,
    ],
    ['MAX_DUPLICATES_EXCEEDED', 'the same field again and again', () => `{ me { ${times(101, () => 'name')} } }`],
    ['GRAPHQL_PARSE_FAILED', 'many brackets', () => `{ me ${'['.repeat(300)}`],
    ['GRAPHQL_PARSE_FAILED', 'many brackets behind comments', () => `{ me ${'[ # ]\n'.repeat(300)}`],
    ['GRAPHQL_PARSE_FAILED', 'many tokens', () => `{ me { ${times(15_000, () => 'name')} } }`],
  ])('%s: %s', async (code, _, query) => {
    await start();
    expect(await codesOf(query())).toContain(code);
    expect(subgraph.requests).toEqual([]);
  });

  it('MAX_VARIABLES_DEPTH_EXCEEDED and MAX_VARIABLES_EXCEEDED: variables that are deep or many', async () => {
    await start({ max_variables_depth: 5, max_variables_nodes: 100 });
    const query = 'query ($value: Value) { save(value: $value) }';
    const deep = { inside: { inside: { inside: { inside: { inside: {} } } } } };
    expect(await codesOf(query, { value: deep })).toEqual(['MAX_VARIABLES_DEPTH_EXCEEDED']);
    expect(await codesOf(query, { value: { all: Array.from({ length: 101 }, () => 1) } })).toEqual([
      'MAX_VARIABLES_EXCEEDED',
    ]);
  });

  it('in no time, where fragments spread themselves', async () => {
    await start();
    expect(await codesOf('{ me { ...F } } fragment F on Person { friends { ...F } }')).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
    ]);
  });
});

describe('what no router could take is refused, also where limits only warn', () => {
  const chained = (count: number, inside: (next: string) => string) =>
    `{ me { ...F0 } } ${times(count, (i) => `fragment F${i} on Person { ${i < count - 1 ? inside(`...F${i + 1}`) : 'name'} }`)}`;

  it.each([
    ['a chain of 1,800 fragments', () => chained(1_800, (next) => next), 'MAX_DEPTH_EXCEEDED'],
    [
      'a chain that nothing spreads',
      () => chained(1_800, (next) => next).replace('...F0', 'name'),
      'MAX_DEPTH_EXCEEDED',
    ],
    [
      'a chain of 1,500 fragments that ends at its start',
      () => chained(1_500, (next) => next).replace(/name }$/, '...F0 }'),
      'MAX_DEPTH_EXCEEDED',
    ],
    [
      'fragments that double at each level',
      () => chained(40, (next) => `a: friends { ${next} } b: friends { ${next} }`),
      'OPERATION_TOO_LARGE',
    ],
  ])('%s', async (_, query, code) => {
    await start({ warn_only: true });
    const { status, errors } = await ask(router.url, query(), {}, { accept: 'application/graphql-response+json' });
    expect(status).toBe(400);
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual([code]);
  });

  it('and the deepest that is taken is answered', async () => {
    await start();
    expect(await codesOf(chained(198, (next) => next))).toEqual([]);
    await router.stop();
    await start({ warn_only: true, max_nesting: 400 });
    expect(await codesOf(chained(398, (next) => next))).toEqual([]);
    expect(await codesOf(chained(190, (next) => `friends { ${next} }`))).toEqual([]);
    expect(await codesOf(nested(390))).toEqual([]);
  });
});

describe('an operation within the limits', () => {
  it('is answered, and so is the introspection of tools', async () => {
    await start();
    expect(await codesOf(nested(40))).toEqual([]);
    const type = `{ kind name ${'ofType { kind name '.repeat(9)}${'} '.repeat(9)}}`;
    const introspection = `{ __schema { types { name fields { name args { name type ${type} } type ${type} } } } }`;
    expect(await codesOf(introspection)).toEqual([]);
  });

  it('is answered whatever its strings hold', async () => {
    await start();
    expect(await codesOf(`{ found(name: "${'['.repeat(300)}") }`)).toEqual([]);
  });

  it('is what each limit is configured to, and every one is answered where they only warn', async () => {
    await start({ max_depth: 3, warn_only: true });
    expect(await codesOf(nested(10))).toEqual([]);
  });
});
