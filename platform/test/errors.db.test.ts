import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { createTestDatabase, silentLog, type TestDatabase } from '../../test/support/database.ts';
import { ClientError, createErrorMask } from '../src/errors.ts';
import { sql } from '../src/sql.ts';

let test: TestDatabase;
const mask = createErrorMask(silentLog);

beforeAll(async () => {
  test = await createTestDatabase([]);
});
afterAll(() => test.drop());

/** What a client sees when a resolver fails with this. */
function seen(originalError: Error) {
  const error = new GraphQLError(originalError.message, { path: ['field'], originalError });
  return mask({ message: error.message, path: ['field'] }, error);
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => new Error('nothing failed'),
    (error: Error) => error,
  );

describe('what a client sees of a failure', () => {
  it.each([
    ['NUL in a text', () => sql`select ${'a\0b'}::text`],
    ['NUL in JSON', () => sql`select ${JSON.stringify({ a: '\0' })}::jsonb`],
    ['half of a surrogate pair in JSON', () => sql`select ${JSON.stringify({ a: '\ud800' })}::jsonb`],
  ])('names %s as bad input', async (_, statement) => {
    const { message, extensions } = seen(await failureOf(test.database.many(statement())));
    expect(extensions).toEqual({ code: 'BAD_USER_INPUT' });
    expect(message).toMatch(/NUL nor half of a surrogate pair/);
  });

  it.each([
    ['a value that is no JSON', () => sql`select ${'{'}::jsonb`],
    ['a value that is no number', () => sql`select ${'x'}::text::integer`],
    ['a table that is missing', () => sql`select secret from nowhere`],
  ])('says nothing of %s, which is a fault of ours', async (_, statement) => {
    expect(seen(await failureOf(test.database.many(statement())))).toEqual({
      message: 'Internal server error',
      path: ['field'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
  });

  it('passes on what is meant for clients', () => {
    expect(seen(new ClientError('CONFLICT', 'The name is taken.', { name: 'a' }))).toEqual({
      message: 'The name is taken.',
      path: ['field'],
      extensions: { code: 'CONFLICT', name: 'a' },
    });
  });
});
