import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { attackedShop } from '../support/attacked-shop.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from '../support/test-graph.ts';

let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  subgraph = await startSubgraph(attackedShop);
  router = await startRouter([attackedShop], [subgraph], {
    config: {
      supergraph: { introspection: false },
      limits: { max_depth: 11 },
      demand_control: { enabled: true, mode: 'enforce' },
    },
  });
});
afterAll(async () => {
  await router.stop();
  await subgraph.stop();
});
beforeEach(() => {
  subgraph.requests.length = 0;
});

/** As clients that know the media type of GraphQL see it. */
const answerTo = (query: string, variables: object = {}) =>
  ask(router.url, query, variables, { accept: 'application/graphql-response+json' });
const codesOf = ({ errors = [] }: Awaited<ReturnType<typeof answerTo>>) => [
  ...new Set(errors.map(({ extensions }) => extensions?.['code'])),
];
const refused = async (query: string, variables: object = {}) => {
  const answer = await answerTo(query, variables);
  expect(answer.status).toBe(400);
  expect(answer).not.toHaveProperty('data');
  expect(subgraph.requests).toEqual([]);
  return answer;
};
const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

describe('an operation of twelve levels where eleven are allowed', () => {
  const levels = 10;
  const inside = (open: string, close: string) => `${open.repeat(levels)}name${close.repeat(levels)}`;

  it.each([
    ['plain', `{ person { ${inside('friends { ', ' }')} } }`],
    ['in inline fragments', `{ person { ${inside('... on Person { friends { ', ' } }')} } }`],
    ['in inline fragments without a type', `{ person { ${inside('... { friends { ', ' } }')} } }`],
    [
      'in named fragments',
      `{ person { ...F0 } } ${times(levels + 1, (i) => `fragment F${i} on Person { ${i < levels ? `friends { ...F${i + 1} }` : 'name'} }`)}`,
    ],
    [
      'in fragments that are defined backwards',
      `${times(levels + 1, (i) => `fragment F${i} on Person { ${i > 0 ? `friends { ...F${i - 1} }` : 'name'} }`)} { person { ...F${levels} } }`,
    ],
    [
      'in an operation beside the one that is asked for',
      `query A { hello } query B { person { ${inside('friends { ', ' }')} } }`,
    ],
  ])('is refused: %s', async (_, query) => {
    expect(codesOf(await refused(query))).toEqual(['MAX_DEPTH_EXCEEDED']);
  });

  it('is answered with one level less in any spelling', async () => {
    const fewer = levels - 1;
    for (const [open, close] of [
      ['friends(first: 1) { ', ' }'],
      ['... on Person { friends(first: 1) { ', ' } }'],
    ] as const) {
      const answer = await answerTo(`{ person { ${open.repeat(fewer)}name${close.repeat(fewer)} } }`);
      expect(answer).toMatchObject({ status: 200, data: { person: { friends: [] } } });
    }
  });
});

describe('a batch', () => {
  it.each([0, 1, 2, 10, 1_000])('of %d operations is refused, whatever they are', async (count) => {
    const signIn = { query: 'mutation { signIn(email: "a@example.com", password: "guess") }' };
    const body = JSON.stringify(Array.from({ length: count }, () => signIn));
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(router.url, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BATCHING_NOT_SUPPORTED' } }] });
    expect(subgraph.requests).toEqual([]);
  });
});

describe('fragments that are no tree', () => {
  it.each([
    ['one that spreads itself', '{ person { ...F } } fragment F on Person { ...F }'],
    ['two that spread each other', '{ person { ...A } } fragment A on Person { ...B } fragment B on Person { ...A }'],
    ['one that spreads itself deeper', '{ person { ...F } } fragment F on Person { friends { ...F } }'],
    ['a cycle that nobody spreads', '{ hello } fragment A on Person { ...B } fragment B on Person { ...A }'],
    [
      'a cycle of a hundred',
      `{ person { ...F0 } } ${times(100, (i) => `fragment F${i} on Person { ...F${(i + 1) % 100} }`)}`,
    ],
    ['one with the name of introspection', '{ ...__schema } fragment __schema on Query { ...__schema }'],
  ])('are refused: %s', async (_, query) => {
    expect(codesOf(await refused(query))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  it('hide no depth behind the name of introspection', async () => {
    const nested = `${'friends { '.repeat(12)}name${' }'.repeat(12)}`;
    const query = `{ ...__schema } fragment __schema on Query { person { ${nested} } }`;
    expect(codesOf(await refused(query))).toEqual(['MAX_DEPTH_EXCEEDED']);
  });
});

describe('directives', () => {
  it.each([
    ['unknown ones, thirty times', `{ hello ${'@aa '.repeat(30)} }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['one that may stand once, twice', '{ hello @skip(if: false) @skip(if: false) }', 'GRAPHQL_VALIDATION_FAILED'],
    ['more than are allowed', `{ hello ${'@include(if: true) '.repeat(101)} }`, 'MAX_DIRECTIVES_EXCEEDED'],
    [
      'more than are allowed, of those that there are not',
      `{ hello ${'@aa '.repeat(101)} }`,
      'MAX_DIRECTIVES_EXCEEDED',
    ],
    [
      'at the operation and its fragments',
      `query @skip(if: true) { ...F } fragment F on Query @skip(if: true) { hello }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('are refused: %s', async (_, query, code) => {
    expect(codesOf(await refused(query))).toEqual([code]);
  });

  it('are told of once, however often they stand', async () => {
    const { errors = [] } = await refused(`{ hello ${'@aa'.repeat(10)} }`);
    expect(errors.map(({ message }) => message)).toEqual(['Unknown directive "@aa".']);
  });

  it('are told of only so often, and so is all that is wrong', async () => {
    for (const query of [`{ hello ${times(90, (i) => `@a${i}`)} }`, `{ ${times(150, (i) => `nothing${i}`)} }`]) {
      const { errors = [] } = await refused(query);
      expect(errors.length).toBeGreaterThan(0);
      expect(errors.length).toBeLessThanOrEqual(21);
    }
    const ids = Array.from({ length: 500 }, () => ({}));
    const { errors = [] } = await refused('query ($ids: [ID!]) { people(first: 1, ids: $ids) { id } }', { ids });
    expect(JSON.stringify(errors).length).toBeLessThan(5_000);
  });
});

describe('where introspection is off', () => {
  const ofType = `${'ofType { '.repeat(7)}name${' }'.repeat(7)}`;

  it.each([
    ['the schema', '{ __schema { types { name } } }'],
    ['a type', '{ __type(name: "Person") { fields { name } } }'],
    ['an alias', '{ name: __schema { queryType { name } } }'],
    ['a fragment', '{ hello ...F } fragment F on Query { ... { __schema { queryType { name } } } }'],
    ['ten levels of it', `{ __schema { types { ${ofType} } } }`],
    ['what is skipped', '{ hello __schema @skip(if: true) { queryType { name } } }'],
  ])('a client is told nothing of %s', async (_, query) => {
    const answer = await refused(query);
    expect(codesOf(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(JSON.stringify(answer)).not.toContain('passwordHash');
  });

  it('the names of types are told', async () => {
    expect(await answerTo('{ __typename person { __typename } }')).toMatchObject({
      status: 200,
      data: { __typename: 'Query', person: { __typename: 'Person' } },
    });
  });

  it.each([
    ['a field', '{ helo }'],
    ['a hidden field', '{ person { passwordHas } }'],
    ['an argument', '{ people(frst: 1) { id } }'],
    ['a type', '{ person { ... on Persn { id } } }'],
    ['a type of a variable', 'query ($c: Colr) { colored(by: $c) }'],
    ['an enum value', '{ colored(by: REDD) }'],
    ['a member of an input', '{ filtered(by: { nam: "x" }) }'],
    ['a directive', '{ hello @skp(if: true) }'],
    ['a fragment', '{ ...Fo } fragment Foo on Query { hello }'],
    ['a mutation', 'mutation { signI }'],
  ])('%s that is misspelt is not corrected', async (_, query) => {
    expect(JSON.stringify(await refused(query))).not.toMatch(/did you mean/i);
  });
});

describe('what federation adds to a subgraph', () => {
  const representations = [{ __typename: 'Person', id: '1' }];

  it.each([
    ['its SDL', '{ _service { sdl } }', {}],
    [
      'its entities',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { name } } }',
      { r: representations },
    ],
    [
      'its entities in a literal',
      '{ _entities(representations: [{ __typename: "Person", id: "1" }]) { __typename } }',
      {},
    ],
    ['a field that is not for clients', '{ person { passwordHash } }', {}],
  ])('is unknown to clients: %s', async (_, query, variables) => {
    const answer = await refused(query, variables);
    expect(codesOf(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(answer.errors?.[0]?.message).toMatch(/Cannot query field|Unknown type/);
  });
});

describe('an operation that asks for a million', () => {
  it.each([
    ['at once', '{ people(first: 1000000) { id } }', {}],
    ['a thousand times a thousand', '{ people(first: 1000) { friends(first: 1000) { id } } }', {}],
    ['in a variable', 'query ($n: Int) { people(first: $n) { friends(first: $n) { id } } }', { n: 1_000 }],
    ['in a default', 'query ($n: Int = 1000000) { people(first: $n) { id } }', {}],
    ['by what only one of two fragments says', '{ person { ... { friends(first: 1000000) { id } } } }', {}],
  ])('is too expensive: %s', async (_, query, variables) => {
    expect(codesOf(await refused(query, variables))).toEqual(['COST_ESTIMATED_TOO_EXPENSIVE']);
  });

  it('is not made cheaper by a negative number', async () => {
    const query = '{ a: people(first: -1000000) { id } b: people(first: 1000000) { id } }';
    expect(codesOf(await refused(query))).toEqual(['COST_ESTIMATED_TOO_EXPENSIVE']);
  });

  it('is refused when it sends them by name', async () => {
    const ids = Array.from({ length: 100_000 }, (_, index) => String(index));
    const query = 'query ($ids: [ID!]) { people(first: 1, ids: $ids) { id } }';
    expect(codesOf(await refused(query, { ids }))).toEqual(['MAX_VARIABLES_EXCEEDED']);
  });
});
