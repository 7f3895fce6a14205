import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { z } from 'zod';
import { ClientError } from './errors.ts';

const maxJsonDepth = 32;
const maxJsonKeys = 10_000;
const reservedKeys = new Set(['__proto__', 'constructor', 'prototype']);
const rfc3339 = z.iso.datetime({ offset: true });

const badInput = (message: string) => new ClientError('BAD_USER_INPUT', message);

/** RFC 3339 in, `Date` inside, UTC with milliseconds out. */
export const dateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => {
    if (value instanceof Date) return value.toISOString();
    throw new TypeError('a DateTime is a Date');
  },
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : null),
});

/** An absolute http or https URL without credentials, as a string in its normal form. */
export const urlScalar = new GraphQLScalarType<string, string>({
  name: 'URL',
  serialize: String,
  parseValue: parseUrl,
  parseLiteral: (node) => parseUrl(node.kind === Kind.STRING ? node.value : null),
});

/** Opaque JSON from outside: at most 32 levels and 10,000 keys, without keys that pollute prototypes and without NUL. */
export const jsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: checkJson,
  parseLiteral: (node, variables) => checkJson(literalValue(node, variables ?? {}, 0)),
});

/** Resolvers of the scalars that all subgraphs share. */
export const scalars = { DateTime: dateTimeScalar, JSON: jsonScalar, URL: urlScalar };

function parseDateTime(value: unknown): Date {
  const parsed = rfc3339.safeParse(value);
  if (!parsed.success) throw badInput('A DateTime is written like 2026-11-24T09:30:00Z (RFC 3339).');
  return new Date(parsed.data);
}

function parseUrl(value: unknown): string {
  const url = typeof value === 'string' && value.length <= 2048 ? URL.parse(value) : null;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (!url || !isWeb || url.username || url.password)
    throw badInput('A URL is absolute, http or https, and has no credentials.');
  return url.href;
}

function checkJson(root: unknown): unknown {
  let keys = 0;
  const visit = (value: unknown, depth: number): void => {
    if (depth > maxJsonDepth) throw badInput(`JSON may be nested ${maxJsonDepth} levels deep.`);
    if (typeof value === 'string' && value.includes('\0')) throw badInput('JSON strings may not contain NUL.');
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      if (reservedKeys.has(key)) throw badInput(`\`${key}\` is not allowed as a key in JSON.`);
      if (++keys > maxJsonKeys) throw badInput(`JSON may have ${maxJsonKeys} keys.`);
      visit(member, depth + 1);
    }
  };
  visit(root, 0);
  return root;
}

function literalValue(node: ValueNode, variables: Record<string, unknown>, depth: number): unknown {
  if (depth > maxJsonDepth) throw badInput(`JSON may be nested ${maxJsonDepth} levels deep.`);
  switch (node.kind) {
    case Kind.OBJECT:
      return Object.fromEntries(
        node.fields.map((field) => [field.name.value, literalValue(field.value, variables, depth + 1)]),
      );
    case Kind.LIST:
      return node.values.map((value) => literalValue(value, variables, depth + 1));
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.NULL:
      return null;
    case Kind.VARIABLE:
      return variables[node.name.value];
    default:
      return node.value;
  }
}
