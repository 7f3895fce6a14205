import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startIssuer } from './support/issuer.ts';
import { ask, startRouter, startSubgraph, type TestRouter, type TestSubgraph } from './support/test-graph.ts';

const link = (...imports: unknown[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify(imports).replaceAll(/"(name|as)":/g, '$1:')})\n`;
const needs = { name: '@requiresScopes', as: '@needs' };
const scope = (name: string) => `@needs(scopes: [["${name}"]])`;

const definitions = [
  {
    name: 'people',
    sdl:
      link('@key', '@shareable', needs, { name: '@authenticated', as: '@login' }, '@policy') +
      /* GraphQL */ `
        type Query {
          person: Person
          node: Node
          found: [Found!]!
          sorted(by: Order): String
          filtered(filter: Filter): String
          open: String
          priced: String @policy(policies: [["read:prices"]])
        }
        interface Node {
          id: ID!
          note: String
        }
        type Person implements Node @key(fields: "id") {
          id: ID! ${scope('read:ids')}
          name: String
          salary: Int ${scope('read:salaries')}
          note: String ${scope('read:notes')}
          boss: Person
        }
        type Secret implements Node @login {
          id: ID!
          note: String
          text: String
        }
        union Found = Person | Secret
        enum Order ${scope('sort')} {
          UP
          DOWN
        }
        input Filter {
          order: Order
          all: [Filter!]
        }
      `,
    resolvers: {
      Query: {
        person: () => ({ id: '1', name: 'Aiko', salary: 100, note: 'private' }),
        node: () => ({ __typename: 'Person', id: '1', note: 'private' }),
        found: () => [
          { __typename: 'Person', id: '1', name: 'Aiko' },
          { __typename: 'Secret', id: '2', text: 'hidden' },
        ],
        sorted: () => 'sorted',
        filtered: () => 'filtered',
        open: () => 'open',
        priced: () => 'priced',
      },
      Person: {
        __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Aiko', salary: 100, note: 'private' }),
        boss: () => ({ id: '2', name: 'Ben', salary: 200 }),
      },
    },
  },
  {
    name: 'bonuses',
    sdl:
      link('@key', '@external', '@requires', needs) +
      /* GraphQL */ `
        type Person @key(fields: "id") {
          id: ID!
          salary: Int @external
          bonus: Int @requires(fields: "salary") ${scope('read:salaries')}
        }
      `,
    resolvers: {
      Person: {
        __resolveReference: (person: object) => person,
        bonus: ({ salary }: { salary: number }) => salary / 10,
      },
    },
  },
  {
    name: 'reports',
    sdl:
      link('@key', '@external', '@requires', needs) +
      /* GraphQL */ `
        type Person @key(fields: "id") {
          id: ID!
          bonus: Int @external
          report: String @requires(fields: "bonus") ${scope('read:salaries')}
        }
      `,
    resolvers: {
      Person: {
        __resolveReference: (person: object) => person,
        report: ({ bonus }: { bonus: number }) => `bonus ${bonus}`,
      },
    },
  },
];

/** Composition asks for what a required field needs to be repeated; a supergraph of an older one has no such repetition. */
function withoutRepetitions(supergraph: string): string {
  const stripped = supergraph.replaceAll(
    /^( *(?:bonus|report): .*?) @needs\(scopes: \[\["read:salaries"\]\]\)/gm,
    '$1',
  );
  if (stripped === supergraph) throw new Error('nothing was repeated');
  return stripped;
}

let issuer: Awaited<ReturnType<typeof startIssuer>>;
let subgraphs: TestSubgraph[];
let router: TestRouter;

beforeAll(async () => {
  issuer = await startIssuer();
  subgraphs = await Promise.all(definitions.map((definition) => startSubgraph(definition)));
  router = await startRouter(definitions, subgraphs, { config: issuer.config, transform: withoutRepetitions });
});
afterAll(async () => {
  await router.stop();
  await Promise.all([...subgraphs.map((subgraph) => subgraph.stop()), issuer.stop()]);
});

const as = async (scopes: string, query: string, variables: object = {}) =>
  ask(router.url, query, variables, { authorization: `Bearer ${await issuer.token({ scope: scopes })}` });
const deniedPaths = ({ errors = [] }: Awaited<ReturnType<typeof as>>) =>
  errors.map(({ path, extensions }) => `${String(extensions?.['code'])} ${path?.join('.')}`);
const denied = (...paths: string[]) => paths.map((path) => `UNAUTHORIZED_FIELD_OR_TYPE ${path}`);

describe('what a caller may not see', () => {
  it.each([
    [
      'a field that requires it',
      '{ person { name bonus } }',
      { person: { name: 'Aiko', bonus: null } },
      ['person.bonus'],
    ],
    [
      'a field that requires what requires it',
      '{ person { name report } }',
      { person: { name: 'Aiko', report: null } },
      ['person.report'],
    ],
    ['an alias', '{ person { name s: salary } }', { person: { name: 'Aiko', s: null } }, ['person.s']],
    [
      'a fragment',
      '{ person { ...A } } fragment A on Person { name ...B } fragment B on Person { salary }',
      { person: { name: 'Aiko', salary: null } },
      ['person.salary'],
    ],
    ['an interface', '{ open node { note } }', { open: 'open', node: null }, ['node.note']],
    [
      'a fragment on the interface',
      '{ person { name ... on Node { note } } }',
      { person: { name: 'Aiko', note: null } },
      ['person.note'],
    ],
    [
      'a field deep inside',
      '{ person { name boss { boss { name salary } } } }',
      { person: { name: 'Aiko', boss: { boss: { name: 'Ben', salary: null } } } },
      ['person.boss.boss.salary'],
    ],
  ])('is not reached through %s', async (_, query, data, paths) => {
    const answer = await as('', query);
    expect([answer.data, deniedPaths(answer)]).toEqual([data, denied(...paths)]);
  });

  it('is not shown although the router fetches it for itself', async () => {
    const answer = await as('read:salaries', '{ person { id bonus } }');
    expect(answer.data).toEqual({ person: null });
    expect(deniedPaths(answer)).toEqual(denied('person.id'));
  });

  it('is shown with the scope for it, also under a directive of another name', async () => {
    expect((await as('read:salaries', '{ person { salary bonus report } }')).data).toEqual({
      person: { salary: 100, bonus: 10, report: 'bonus 10' },
    });
  });

  it('is not told by an enum among the arguments, however deep, in a variable or not', async () => {
    for (const query of ['{ open sorted(by: UP) }', '{ open sorted: filtered(filter: { all: [{ order: DOWN }] }) }'])
      expect((await as('', query)).data).toEqual({ open: 'open', sorted: null });
    const variable = 'query ($filter: Filter) { open filtered(filter: $filter) }';
    expect((await as('', variable, { filter: { order: 'UP' } })).data).toEqual({ open: 'open', filtered: null });
    expect((await as('sort', variable, { filter: { order: 'UP' } })).data).toEqual({
      open: 'open',
      filtered: 'filtered',
    });
  });

  it('is a type of a union that asks for a signed-in caller', async () => {
    const query = '{ open found { __typename ... on Secret { text } ... on Person { name } } }';
    expect((await ask(router.url, query)).data).not.toMatchObject({ found: [{}, { text: 'hidden' }] });
    expect((await as('', query)).data).toMatchObject({ found: [{ name: 'Aiko' }, { text: 'hidden' }] });
  });

  it('is what a policy keeps from callers without the permission of its name', async () => {
    expect((await as('', '{ open priced }')).data).toEqual({ open: 'open', priced: null });
    expect((await as('read:prices', '{ open priced }')).data).toEqual({ open: 'open', priced: 'priced' });
  });
});
