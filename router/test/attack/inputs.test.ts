import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { attackedShop } from '../support/attacked-shop.ts';
import { startRouter, startSubgraph, type TestRouter, type TestSubgraph } from '../support/test-graph.ts';

let subgraph: TestSubgraph;
let router: TestRouter;

beforeAll(async () => {
  subgraph = await startSubgraph(attackedShop);
  router = await startRouter([attackedShop], [subgraph]);
});
afterAll(async () => {
  await router.stop();
  await subgraph.stop();
});
beforeEach(() => {
  subgraph.requests.length = 0;
});

const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
const echo = 'query ($value: JSON) { echo(value: $value) }';

/** The body is written by hand: what is tested here cannot be written by a library. */
async function post(body: string) {
  const response = await fetch(router.url, { method: 'POST', headers, body });
  const text = await response.text();
  const [, code] = /"code":"(\w+)"/.exec(text) ?? [];
  return { status: response.status, code, text };
}
const withValue = (json: string) => post(`{"query":"${echo}","variables":{"value":${json}}}`);
const withLiteral = (literal: string) => post(JSON.stringify({ query: `{ echo(value: ${literal}) }` }));
const nested = (open: string, levels: number, close: string) => open.repeat(levels) + close.repeat(levels);

describe('JSON in variables', () => {
  it.each([
    ['the prototype of all objects as a key', '{"__proto__":{"isAdmin":true}}', 'BAD_REQUEST'],
    ['that key written in escapes', '{"\\u005f_proto__":{"isAdmin":true}}', 'BAD_REQUEST'],
    ['the prototype of a constructor', '{"constructor":{"prototype":{"isAdmin":true}}}', 'BAD_REQUEST'],
    ['31 levels', nested('[', 31, ']'), 'MAX_VARIABLES_DEPTH_EXCEEDED'],
    ['ten thousand lists', nested('[', 10_000, ']'), 'MAX_VARIABLES_DEPTH_EXCEEDED'],
    ['ten thousand objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, 'MAX_VARIABLES_DEPTH_EXCEEDED'],
    [
      'a hundred thousand members',
      `{${Array.from({ length: 100_000 }, (_, i) => `"${i}":1`).join()}}`,
      'MAX_VARIABLES_EXCEEDED',
    ],
    ['a number that is infinite', '1e999', 'BAD_USER_INPUT'],
    ['one deep inside', '{"a":[-1e999]}', 'BAD_USER_INPUT'],
    ['NaN', 'NaN', 'BAD_REQUEST'],
    ['a number with a plus', '+1', 'BAD_REQUEST'],
    ['half of an escape', '"\\ud8"', 'BAD_REQUEST'],
    ['a line break in a string', '"\n"', 'BAD_REQUEST'],
    ['a comma too many', '[1,]', 'BAD_REQUEST'],
  ])('is refused with 400 and reaches no subgraph: %s', async (_, json, code) => {
    expect(await withValue(json)).toMatchObject({ status: 400, code });
    expect(subgraph.requests).toEqual([]);
  });

  it('of a million members is too large', async () => {
    const members = Array.from({ length: 1_000_000 }, (_, index) => `"${index}":1`).join();
    expect(await withValue(`{${members}}`)).toMatchObject({ status: 413, code: 'PAYLOAD_TOO_LARGE' });
  });

  it.each([
    ['a key of prototypes', '{"a":{"constructor":1}}'],
    ['another', '{"prototype":1}'],
    ['a NUL', '"a\\u0000b"'],
  ])('is refused by the scalar of a subgraph, which is told to the client: %s', async (_, json) => {
    expect(await withValue(json)).toMatchObject({ status: 200, code: 'BAD_USER_INPUT' });
  });

  it.each([
    ['half of a surrogate pair', '"a\\ud800"'],
    ['a negative zero', '-0'],
    ['a number with more digits than can be kept', '0.1000000000000000055511151231257827'],
    ['what looks like code', '"${process.exit()}{{7*7}}<script>\'; drop table users; --"'],
    ['nothing', 'null'],
  ])('is passed on as it was understood: %s', async (_, json) => {
    const { status, text } = await withValue(json);
    const read: unknown = JSON.parse(json);
    expect([status, JSON.parse(text)]).toEqual([200, { data: { echo: read === 0 ? 0 : read } }]);
  });
});

describe('JSON in the text', () => {
  it.each([
    ['the prototype of all objects as a key', '{ __proto__: { isAdmin: true } }', 'GRAPHQL_PARSE_FAILED'],
    ['two hundred levels', nested('[', 200, ']'), 'GRAPHQL_PARSE_FAILED'],
    ['ten thousand levels', nested('{ a: ', 10_000, '}'), 'GRAPHQL_PARSE_FAILED'],
    ['a number that is infinite', '1e999', 'GRAPHQL_VALIDATION_FAILED'],
    ['one of four hundred digits', '9'.repeat(400), 'GRAPHQL_VALIDATION_FAILED'],
    ['one deep inside', '{ a: [-1e999] }', 'GRAPHQL_VALIDATION_FAILED'],
    ['half of a surrogate pair', '"\\uD800"', 'GRAPHQL_PARSE_FAILED'],
  ])('is refused with 400 and reaches no subgraph: %s', async (_, literal, code) => {
    expect(await withLiteral(literal)).toMatchObject({ status: 400, code });
    expect(subgraph.requests).toEqual([]);
  });

  it.each([
    ['a key of prototypes', '{ constructor: 1 }'],
    ['a NUL', '"\0"'],
    ['a NUL in escapes', '"\\u0000"'],
    ['forty levels of lists', nested('[', 40, ']')],
    ['forty levels of lists and objects', nested('[{ a: [', 40, ']}]')],
  ])('is refused by the scalar of a subgraph, which is told to the client: %s', async (_, literal) => {
    expect(await withLiteral(literal)).toMatchObject({ status: 200, code: 'BAD_USER_INPUT' });
  });

  it('is passed on with its variables', async () => {
    const query = 'query ($a: JSON) { echo(value: { list: [$a, RED, 1.5, null], text: """block""" }) }';
    const { text } = await post(JSON.stringify({ query, variables: { a: { b: [1] } } }));
    expect(JSON.parse(text)).toEqual({ data: { echo: { list: [{ b: [1] }, 'RED', 1.5, null], text: 'block' } } });
  });
});

describe('a request with members of odd types', () => {
  it.each([
    ['a query that is a list', '{"query":["{ hello }"]}'],
    ['a query that is an object', '{"query":{"text":"{ hello }"}}'],
    ['variables that are a list', '{"query":"{ hello }","variables":[]}'],
    ['variables that are text', '{"query":"{ hello }","variables":"{}"}'],
    ['a name that is a number', '{"query":"{ hello }","operationName":1}'],
    ['extensions that are text', '{"query":"{ hello }","extensions":"{}"}'],
    [
      'a hash of another version',
      '{"query":"{ hello }","extensions":{"persistedQuery":{"version":2,"sha256Hash":"x"}}}',
    ],
    ['an id of a thousand characters', `{"documentId":"${'x'.repeat(1_000)}"}`],
    ['nothing', '{}'],
    ['null', 'null'],
    ['a number', '1'],
    ['text', '"{ hello }"'],
  ])('is refused with 400: %s', async (_, body) => {
    expect(await post(body)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  it('is answered where they mean nothing, however deep they are', async () => {
    const deep = nested('[', 10_000, ']');
    const { status, text } = await post(`{"query":"{ hello }","extensions":{"a":${deep}},"b":${deep}}`);
    expect([status, text]).toEqual([200, '{"data":{"hello":"hello"}}']);
  });

  it('pollutes nothing', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect({}).not.toHaveProperty('isAdmin');
  });
});
