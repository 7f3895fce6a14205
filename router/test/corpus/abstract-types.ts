import { reference, subgraph, type Suite } from './suite.ts';

const cat = { __typename: 'Cat', id: 'c1', name: 'Tama', lives: 9 };
const dog = { __typename: 'Dog', id: 'd1', name: 'Hachi', barks: true };
const car = { __typename: 'Car', id: 'v1', wheels: 4, driver: dog };
const owners = [
  { __typename: 'Cat', id: 'c1', owner: { name: 'Natsume' }, friends: [dog, cat] },
  { __typename: 'Dog', id: 'd1', owner: { name: 'Ueno' }, friends: [cat] },
];

/** Interfaces and unions, nested and crossing subgraphs, of entities and of values. */
export const abstractTypes: Suite = {
  name: 'interfaces and unions',
  subgraphs: [
    subgraph(
      'animals',
      '@key @shareable',
      `type Query { animals: [Animal!]! node(id: ID!): Node things: [Thing]! pet: Pet nobody: Animal }
       interface Node { id: ID! }
       interface Animal implements Node { id: ID! name: String! }
       type Cat implements Node & Animal @key(fields: "id") { id: ID! name: String! lives: Int! }
       type Dog implements Node & Animal @key(fields: "id") { id: ID! name: String! barks: Boolean! }
       type Car implements Node @key(fields: "id") { id: ID! wheels: Int! driver: Animal }
       union Thing = Cat | Dog | Car
       union Pet = Cat | Dog`,
      {
        Query: {
          animals: () => [cat, dog],
          node: (_: unknown, { id }: { id: string }) => [cat, dog, car].find((row) => row.id === id) ?? null,
          things: () => [car, null, cat],
          pet: () => dog,
          nobody: () => null,
        },
        Cat: { __resolveReference: () => cat },
        Dog: { __resolveReference: () => dog },
        Car: { __resolveReference: () => car },
      },
    ),
    subgraph(
      'owners',
      '@key @shareable',
      `type Query { owned: [Owned!]! }
       interface Owned { owner: Owner! friends: [Friend!]! }
       type Cat implements Owned @key(fields: "id") { id: ID! owner: Owner! friends: [Friend!]! }
       type Dog implements Owned @key(fields: "id") { id: ID! owner: Owner! friends: [Friend!]! nick: String! }
       union Friend = Cat | Dog
       type Owner { name: String! }`,
      {
        Query: { owned: () => owners },
        Cat: { __resolveReference: reference(owners) },
        Dog: { __resolveReference: reference(owners), nick: ({ id }: { id: string }) => `nick of ${id}` },
      },
    ),
  ],
  cases: [
    {
      name: 'an interface field',
      query: '{ animals { name } }',
      expected: { data: { animals: [{ name: 'Tama' }, { name: 'Hachi' }] } },
    },
    {
      name: 'the type name of an interface',
      query: '{ animals { kind: __typename id } }',
      expected: {
        data: {
          animals: [
            { kind: 'Cat', id: 'c1' },
            { kind: 'Dog', id: 'd1' },
          ],
        },
      },
    },
    {
      name: 'fragments on object types, one of which matches',
      query: '{ animals { ... on Cat { lives } ... on Dog { barks } } }',
      expected: { data: { animals: [{ lives: 9 }, { barks: true }] } },
    },
    {
      name: 'an object without any field',
      query: '{ animals { ... on Cat { lives } } }',
      expected: { data: { animals: [{ lives: 9 }, {}] } },
    },
    {
      name: 'fields of another subgraph on object types',
      query: '{ animals { name ... on Cat { owner { name } } ... on Dog { owner { name } } } }',
      expected: {
        data: {
          animals: [
            { name: 'Tama', owner: { name: 'Natsume' } },
            { name: 'Hachi', owner: { name: 'Ueno' } },
          ],
        },
      },
    },
    {
      name: 'a fragment on an interface that only another subgraph knows',
      query: '{ animals { ... on Owned { owner { name } } } }',
      expected: { data: { animals: [{ owner: { name: 'Natsume' } }, { owner: { name: 'Ueno' } }] } },
    },
    {
      name: 'a fragment on an interface that only the other subgraph knows, the other way',
      query: '{ owned { ... on Animal { name } owner { name } } }',
      expected: {
        data: {
          owned: [
            { name: 'Tama', owner: { name: 'Natsume' } },
            { name: 'Hachi', owner: { name: 'Ueno' } },
          ],
        },
      },
    },
    {
      name: 'a condition in a part of a fragment that no object here can be',
      query: `query ($no: Boolean!) { animals { ...Some } }
              fragment Some on Thing { ... on Owned { ... on Cat { __typename } __typename } ... on Car { __typename @skip(if: $no) } }`,
      variables: { no: false },
      expected: { data: { animals: [{ __typename: 'Cat' }, { __typename: 'Dog' }] } },
    },
    {
      name: 'a union with a null in its list',
      query: '{ things { __typename ... on Car { wheels } ... on Animal { name } } }',
      expected: { data: { things: [{ __typename: 'Car', wheels: 4 }, null, { __typename: 'Cat', name: 'Tama' }] } },
    },
    {
      name: 'an interface inside a union member',
      query: '{ things { ... on Car { driver { name ... on Dog { owner { name } } } } } }',
      expected: { data: { things: [{ driver: { name: 'Hachi', owner: { name: 'Ueno' } } }, null, {}] } },
    },
    {
      name: 'a union inside an interface of another subgraph, back to the first',
      query: '{ owned { friends { ... on Cat { lives name } ... on Dog { barks } } } }',
      expected: {
        data: {
          owned: [
            { friends: [{ barks: true }, { lives: 9, name: 'Tama' }] },
            { friends: [{ lives: 9, name: 'Tama' }] },
          ],
        },
      },
    },
    {
      name: 'an interface of an interface',
      query: '{ node(id: "c1") { id ... on Animal { name ... on Cat { lives } } } }',
      expected: { data: { node: { id: 'c1', name: 'Tama', lives: 9 } } },
    },
    {
      name: 'an interface whose object is of none of the fragments',
      query: '{ node(id: "v1") { ... on Animal { name } ... on Cat { lives } } }',
      expected: { data: { node: {} } },
    },
    {
      name: 'fields of one name and different types in fragments are refused',
      query: '{ animals { ... on Cat { value: lives } ... on Dog { value: barks } } }',
      expected: { data: undefined, errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
    },
    {
      name: 'one response name for fields of different subgraphs in fragments',
      query: '{ animals { ... on Cat { it: name } ... on Dog { it: nick } } }',
      expected: { data: { animals: [{ it: 'Tama' }, { it: 'nick of d1' }] } },
    },
    {
      name: 'a null of an interface',
      query: '{ nobody { name ... on Owned { owner { name } } } }',
      expected: { data: { nobody: null } },
    },
    {
      name: 'a union under an alias through a fragment on the union',
      query: '{ it: pet { ...P } } fragment P on Pet { ... on Dog { id name owner { name } } }',
      expected: { data: { it: { id: 'd1', name: 'Hachi', owner: { name: 'Ueno' } } } },
    },
    {
      name: 'a union filtered by a wider interface',
      query: '{ pet { ... on Node { id } ... on Owned { owner { name } } } }',
      expected: { data: { pet: { id: 'd1', owner: { name: 'Ueno' } } } },
    },
    {
      name: 'one interface asked twice with different fields',
      query: '{ animals { name } animals { id ... on Dog { friends { __typename } } } }',
      expected: {
        data: {
          animals: [
            { name: 'Tama', id: 'c1' },
            { name: 'Hachi', id: 'd1', friends: [{ __typename: 'Cat' }] },
          ],
        },
      },
    },
  ],
};
