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
    ['MAX_ALIASES_EXCEEDED', 'many aliases', () => `{ me { ${times(201, (i) => `n${i}: name`)} } }`],
    [
      'MAX_ALIASES_EXCEEDED',
      'many aliases of __typename',
      () => `{ me { ${times(201, (i) => `t${i}: __typename`)} } }`,
    ],
    [
      'MAX_DIRECTIVES_EXCEEDED',
      'many directives',
      () => `{ me { ${times(11, () => `name ${'@include(if: true) '.repeat(10)}`)} } }`,
    ],
    ['MAX_DUPLICATES_EXCEEDED', 'the same field again and again', () => `{ me { ${times(21, () => 'name')} } }`],
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
