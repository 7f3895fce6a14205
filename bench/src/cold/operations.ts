import { getIntrospectionQuery } from 'graphql';
import { numbers } from './graphs.ts';

/** A document that is as large as the default limits let it be, in one way; each number gives another one, whose first operation is asked for. */
export type LargeOperation = { name: string; query(number: number): string };

const times = (count: number, text: (number: number) => string) => numbers(count).map(text).join(' ');

/** Over the graph with wide types. */
export const wideOperations: readonly LargeOperation[] = [
  { name: 'list-of-numbers', query: (n) => `query Q${n} { things(numbers: [${times(14_900, String)}]) { id } }` },
  {
    name: 'list-of-objects',
    query: (n) => `query Q${n} { things(filter: { and: [${times(1_600, filter)}] }) { id } }`,
  },
  {
    name: 'custom-scalar',
    query: (n) => `query Q${n} { things(any: { ${times(2_900, (each) => `k${each}: [${each}]`)} }) { id } }`,
  },
  {
    name: 'deep-literal',
    query: (n) => `query Q${n} { things(any: ${'[1 '.repeat(190)}${']'.repeat(190)}) { id } }`,
  },
  {
    name: 'variables',
    query: (n) =>
      `query Q${n}(${times(2_400, (each) => `$v${each}: Int`)}) { things(numbers: [${times(2_400, (each) => `$v${each}`)}]) { id } }`,
  },
  { name: 'unused-variables', query: (n) => `query Q${n}(${times(3_700, (each) => `$v${each}: Int`)}) { __typename }` },
  {
    name: 'one-variable-everywhere',
    query: (n) => `query Q${n}($v: Int) { things(numbers: [${times(7_000, () => '$v')}]) { id } }`,
  },
  {
    name: 'operations-over-fragments',
    query: (n) =>
      `${times(900, (each) => `query Q${n}${each === 1 ? '' : `x${each}`}($v: Int) { ...F1 }`)} ${times(17, fragmentOfChain)} fragment F18 on Query { __typename }`,
  },
  {
    name: 'fragments',
    query: (n) =>
      `query Q${n} { thing { ${times(1_300, (each) => `...F${each}`)} } } ${times(1_300, (each) => `fragment F${each} on Kind${(each % 300) + 1} { id name }`)}`,
  },
  {
    name: 'spread-fragments',
    query: (n) =>
      `query Q${n} { thing { ${times(10, (each) => `a${each}: owner { ${times(98, () => '...F1')} }`)} } } ${times(44, (each) => `fragment F${each} on Thing { ...F${each + 1} }`)} fragment F45 on Thing { id }`,
  },
  {
    name: 'type-conditions',
    query: (n) =>
      `query Q${n} { things { ${times(300, (each) => `... on Kind${each} { id name owner { id } ${times(10, (field) => `a${each}x${field}`)} }`)} } }`,
  },
  {
    name: 'nested-interfaces',
    query: (n) =>
      `query Q${n} { thing { ${'owner { id name ... on Kind1 { a1x1 } ... on Kind2 { a2x1 } '.repeat(20)} id ${'}'.repeat(20)} } }`,
  },
  {
    name: 'aliases',
    query: (n) => `query Q${n} { ${times(190, (each) => `t${each}: things(numbers: [${each}]) { id name }`)} }`,
  },
  {
    name: 'unknown-fields',
    query: (n) =>
      `query Q${n} { things { ${times(300, (each) => `... on Kind${each} { ${times(8, (field) => `a${each}y${field}`)} }`)} } }`,
  },
  {
    name: 'unknown-everything',
    query: (n) => `query Q${n} { ${times(7_000, (each) => `u${each}`)} }`,
  },
  { name: 'introspection-of-wide-types', query: introspection },
];

function introspection(number: number): string {
  return getIntrospectionQuery().replace('IntrospectionQuery', `Q${number}`);
}

function filter(number: number): string {
  return `{ name: "${number}" count: ${number} }`;
}

function fragmentOfChain(number: number): string {
  return `fragment F${number} on Query { c${number}: things(numbers: [${times(100, () => '$v')}]) { id } ...F${number + 1} }`;
}

/** Over Conea's own graph. */
export const coneaOperations: readonly LargeOperation[] = [
  { name: 'introspection', query: introspection },
  {
    name: 'orders',
    query: (n) =>
      `query Q${n} { ${times(60, (each) => `o${each}: orders(first: ${each}) { nodes { ...Order } }`)} }
       fragment Order on Order { id name placedAt total { amount currencyCode } customer { name } activity { eventCount } organization { name } }`,
  },
];
