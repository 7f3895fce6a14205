import { subgraph, type Suite } from './suite.ts';

const subgraphs = [
  subgraph(
    'shapes',
    '@key',
    `"Where a client starts." type Query { shape(id: ID!, sides: Int = 4): Shape old: String @deprecated(reason: "Use shape.") }
     interface Shape { id: ID! }
     type Square implements Shape @key(fields: "id") { id: ID! size: Float! }
     enum Unit { CM IN }`,
    { Query: { shape: () => ({ __typename: 'Square', id: 's1', size: 2 }) } },
  ),
  subgraph('areas', '@key', `type Square @key(fields: "id") { id: ID! area(unit: Unit): Float } enum Unit { CM IN }`, {
    Square: { area: () => 4 },
  }),
];

/** Introspection of the schema that clients see, alone and beside data. */
export const introspection: Suite = {
  name: 'introspection',
  subgraphs,
  cases: [
    {
      name: 'the roots',
      query: '{ __schema { queryType { name description } mutationType { name } subscriptionType { name } } }',
      expected: {
        data: {
          __schema: {
            queryType: { name: 'Query', description: 'Where a client starts.' },
            mutationType: null,
            subscriptionType: null,
          },
        },
      },
    },
    {
      name: 'the fields of an entity come from all subgraphs',
      query: '{ __type(name: "Square") { kind interfaces { name } fields { name args { name } } } }',
      expected: {
        data: {
          __type: {
            kind: 'OBJECT',
            interfaces: [{ name: 'Shape' }],
            fields: [
              { name: 'id', args: [] },
              { name: 'area', args: [{ name: 'unit' }] },
              { name: 'size', args: [] },
            ],
          },
        },
      },
    },
    {
      name: 'deprecated fields only when asked',
      query:
        '{ a: __type(name: "Query") { fields { name } } b: __type(name: "Query") { fields(includeDeprecated: true) { name deprecationReason } } }',
      expected: {
        data: {
          a: { fields: [{ name: 'shape' }] },
          b: {
            fields: [
              { name: 'shape', deprecationReason: null },
              { name: 'old', deprecationReason: 'Use shape.' },
            ],
          },
        },
      },
    },
    {
      name: 'defaults of arguments',
      query: '{ __type(name: "Query") { fields { args { name defaultValue type { kind ofType { name } } } } } }',
      expected: {
        data: {
          __type: {
            fields: [
              {
                args: [
                  { name: 'id', defaultValue: null, type: { kind: 'NON_NULL', ofType: { name: 'ID' } } },
                  { name: 'sides', defaultValue: '4', type: { kind: 'SCALAR', ofType: null } },
                ],
              },
            ],
          },
        },
      },
    },
    {
      name: 'beside data, in the order of the query',
      query:
        '{ first: __type(name: "Unit") { kind } shape(id: "x") { ... on Square { area } } __schema { queryType { name } } __typename }',
      expected: {
        data: {
          first: { kind: 'ENUM' },
          shape: { area: 4 },
          __schema: { queryType: { name: 'Query' } },
          __typename: 'Query',
        },
      },
    },
    {
      name: 'with variables and conditions',
      query:
        'query ($name: String!, $no: Boolean!) { __type(name: $name) { name kind @include(if: $no) } __schema @include(if: $no) { queryType { name } } }',
      variables: { name: 'Shape', no: false },
      expected: { data: { __type: { name: 'Shape' } } },
    },
    {
      name: 'inside fragments',
      query:
        'query { ...Q } fragment Q on Query { ... on Query { __type(name: "Unit") { ...T } } } fragment T on __Type { enumValues { name } }',
      expected: { data: { __type: { enumValues: [{ name: 'CM' }, { name: 'IN' }] } } },
    },
    {
      name: 'a type that is not there',
      query: '{ __type(name: "Nothing") { name } }',
      expected: { data: { __type: null } },
    },
    {
      name: 'nothing of federation',
      query:
        '{ a: __type(name: "_Entity") { name } b: __type(name: "join__Graph") { name } c: __type(name: "_Any") { name } }',
      expected: { data: { a: null, b: null, c: null } },
    },
    {
      name: 'directives that clients may use, and no other',
      query: '{ __schema { directives { name } } }',
      expected: {
        data: {
          __schema: {
            directives: [
              { name: 'defer' },
              { name: 'include' },
              { name: 'skip' },
              { name: 'deprecated' },
              { name: 'specifiedBy' },
              { name: 'oneOf' },
            ],
          },
        },
      },
    },
  ],
};

/** The same graph with introspection switched off. */
export const noIntrospection: Suite = {
  name: 'introspection switched off',
  subgraphs,
  isIntrospectable: false,
  cases: [
    {
      name: 'the schema is refused',
      query: '{ __schema { description } }',
      expected: { data: undefined, errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
    },
    {
      name: 'a type is refused, also in a fragment beside data',
      query: '{ ...Q } fragment Q on Query { shape(id: "x") { id } __type(name: "Shape") { name } }',
      expected: { data: undefined, errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
    },
    {
      name: 'type names are data',
      query: '{ __typename shape(id: "x") { __typename id } }',
      expected: { data: { __typename: 'Query', shape: { __typename: 'Square', id: 's1' } } },
    },
  ],
};
