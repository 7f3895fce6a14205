import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, OverlappingFieldsCanBeMergedRule, parse, specifiedRules, validate } from 'graphql';
import { validateDocument } from '../src/validation/validate-document.ts';
import { findFieldConflicts } from '../src/validation/field-conflicts.ts';
import { operations } from './differential/operation.ts';
import { writeWith } from './differential/written.ts';

const schema = buildSchema(/* GraphQL */ `
  interface Pet {
    name(long: Boolean): String
    nick: String
    self: Pet
    owner: Person
    friends: [Pet]
  }
  type Dog implements Pet {
    name(long: Boolean): String
    nick: String
    self: Pet
    owner: Person
    friends: [Pet]
    volume(at: At, all: [Int]): Int
    dog: Dog
    id: ID!
  }
  type Cat implements Pet {
    name(long: Boolean): String
    nick: String
    self: Pet
    owner: Person
    friends: [Pet]
    volume(at: At, all: [Int]): Int!
    lives: Int
    cat: Cat
    id: ID
  }
  union Being = Dog | Cat | Person
  type Person {
    name: String
    id: String
    pet: Pet
    pets: [Pet!]
    being: Being
  }
  input At {
    hour: Int
    day: String
  }
  type Query {
    pet: Pet
    dog: Dog
    cat: Cat
    being: Being
    person: Person
  }
`);

const others = specifiedRules.filter((rule) => rule !== OverlappingFieldsCanBeMergedRule);
const options = { maxErrors: 20, maxSelections: 200_000 };
const messagesOf = (query: string) => findFieldConflicts(schema, parse(query), options).map(({ message }) => message);
const theirs = (query: string) => validate(schema, parse(query), [OverlappingFieldsCanBeMergedRule]);

describe('fields that cannot be merged', () => {
  it.each([
    '{ dog { a: name a: nick } }',
    '{ dog { name: nick name } }',
    '{ dog { name(long: true) name } }',
    '{ dog { name(long: true) name(long: false) } }',
    '{ dog { volume(at: { hour: 1, day: "a" }) volume(at: { hour: 1, day: "b" }) } }',
    '{ dog { volume(at: { day: "a" }) volume(at: { day: """a""" }) } }',
    '{ dog { volume(all: [1, 2]) volume(all: [2, 1]) } }',
    'query ($a: Boolean, $b: Boolean) { dog { name(long: $a) name(long: $b) } }',
    '{ dog { ...A ...B } } fragment A on Dog { x: name } fragment B on Dog { x: nick }',
    '{ dog { ...A x: nick } } fragment A on Pet { ...B } fragment B on Dog { x: name }',
    '{ pet { ... on Dog { x: name } x: nick } }',
    '{ pet { ... on Dog { x: name } ... on Pet { x: nick } } }',
    '{ pet { ... on Dog { volume } ... on Cat { volume } } }',
    '{ pet { ... on Dog { x: id } ... on Cat { x: name } } }',
    '{ pet { ... on Dog { x: name } ... on Cat { x: owner { name } } } }',
    '{ pet { ... on Dog { x: self { name } } ... on Cat { x: friends { name } } } }',
    '{ pet { ... on Dog { x: owner { id } } ... on Cat { x: self { ... on Dog { id } } } } }',
    '{ pet { owner { x: name } } pet { owner { x: id } } }',
    '{ pet { ...A ...B } } fragment A on Pet { self { x: name } } fragment B on Pet { self { ... { x: nick } } }',
    '{ pet { self { ... on Dog { x: owner { y: name } } x: owner { y: id } } } }',
    '{ x: __typename x: pet { name } }',
    '{ x: __schema { queryType { name } } x: __type(name: "Dog") { name } }',
    '{ person { ...A } } fragment A on Person { pet { ... on Dog { x: name } } pet { ...B } } fragment B on Dog { x: nick }',
    'query A { pet { x: name } } query B { pet { x: name x: nick } }',
  ])('%s', (query) => {
    expect(validate(schema, parse(query), others)).toEqual([]);
    expect(theirs(query)).not.toEqual([]);
    expect(messagesOf(query)).toHaveLength(1);
  });

  it('are named with the place in the answer and the reason', () => {
    const advice = 'Use different aliases on the fields to fetch both if this was intentional.';
    expect(messagesOf('{ dog { ...A owner { x: id } } } fragment A on Pet { owner { x: name } }')).toEqual([
      `Fields "dog.owner.x" conflict because "name" and "id" are different fields. ${advice}`,
    ]);
    expect(messagesOf('{ dog { name(long: true) name } }')).toEqual([
      `Fields "dog.name" conflict because they have differing arguments. ${advice}`,
    ]);
    expect(messagesOf('{ being { ... on Dog { id } ... on Cat { id } } }')).toEqual([
      `Fields "being.id" conflict because they return conflicting types "ID!" and "ID". ${advice}`,
    ]);
  });
});

describe('fields that can be merged', () => {
  it.each([
    '{ dog { name name x: nick x: nick } }',
    '{ dog { volume(at: { hour: 1, day: "a" }) volume(at: { day: "a", hour: 1 }) } }',
    '{ pet { ... on Dog { x: name } ... on Cat { x: nick } } }',
    '{ pet { ... on Dog { x: name(long: true) } ... on Cat { x: name } } }',
    '{ pet { ... on Dog { x: self { y: name } } ... on Cat { x: self { y: nick } } } }',
    '{ pet { ... on Dog { x: owner { name } } ... on Cat { x: self { name } } } }',
    '{ pet { ...A ...A } pet { ...A } } fragment A on Pet { self { name ...B } } fragment B on Pet { name }',
    '{ being { ... on Dog { x: volume } ... on Cat { x: lives } ... on Person { name } } }',
    '{ __typename a: __typename __schema { queryType { name } } }',
    'query A { pet { x: name } } query B { pet { x: nick } }',
  ])('%s', (query) => {
    expect(validate(schema, parse(query), others)).toEqual([]);
    expect(theirs(query)).toEqual([]);
    expect(messagesOf(query)).toEqual([]);
  });
});

it('agrees with graphql-js about random documents, with conflicts and without', () => {
  const seen = { conflicts: 0, without: 0 };
  const property = fc.property(operations(schema, ['a', 'b']), (choice) => {
    const { query } = writeWith('chosen', choice, false);
    fc.pre(validate(schema, parse(query), others).length === 0);
    const hasConflicts = theirs(query).length > 0;
    seen[hasConflicts ? 'conflicts' : 'without']++;
    expect({ query, hasConflicts: messagesOf(query).length > 0 }).toEqual({ query, hasConflicts });
  });
  fc.assert(property, { numRuns: 200, seed: 7 });
  expect(seen.conflicts).toBeGreaterThan(10);
  expect(seen.without).toBeGreaterThan(10);
});

describe('a document that is made to be slow', () => {
  const times = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => text(index)).join(' ');
  const hidden = (query: string) => findFieldConflicts(schema, parse(query), { ...options, maxSelections: 20_000 });

  it('is looked at once for each selection: 400 fragments of four levels at one place', () => {
    const inside = 'self { self { self { name nick } } }';
    const query = `{ pet { ${times(400, (i) => `...F${i}`)} } } ${times(400, (i) => `fragment F${i} on Pet { ${inside} }`)}`;
    expect(hidden(query)).toEqual([]);
  });

  it('is refused when each level differs by object', () => {
    const level = (inside: string) =>
      `self { ${inside} } ... on Dog { self { ${inside} } } ... on Cat { self { ${inside} } }`;
    const fragments = times(30, (i) => `fragment F${i} on Pet { ${i < 29 ? level(`...F${i + 1}`) : 'name'} }`);
    expect(hidden(`{ pet { ...F0 } } ${fragments}`).map(({ message }) => message)).toEqual([
      'The operation has too many fields of the same names under different types.',
    ]);
  });

  it('has no more errors than anybody would read', () => {
    const conflicts = times(100, (i) => `x${i}: name x${i}: nick`);
    expect(messagesOf(`{ pet { ${conflicts} } }`)).toHaveLength(20);
    const directives = times(5_000, (i) => `name @nobody${i}`);
    expect(validateDocument(schema, parse(`{ pet { ${directives} } }`), true)).toHaveLength(21);
  });

  it('has one error for what is wrong in the same way in several places, with all of them', () => {
    const mistakes = validateDocument(schema, parse('{ pet { name @aa@aa@aa } }'), true);
    expect(mistakes).toEqual([{ message: 'Unknown directive "@aa".', positions: [13, 16, 19] }]);
  });
});
