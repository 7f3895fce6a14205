import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSimulator } from '../../src/shopify/simulator.ts';
import { app } from '../../src/shopify/app.ts';

const domain = 'conea-demo.myshopify.com';
const simulator = createSimulator({
  shops: [{ domain, orderCount: 300 }],
  ...{ seed: 'test', plan: 'standard', timeScale: 0, indexLag: 0, cursorLifetime: 60_000 },
});
afterAll(() => simulator.close());
beforeEach(() => simulator.inject({ method: 'PUT', url: '/simulator/faults', payload: {} }));

const ask = async (query: string, variables: object = {}, accessToken: string = app.accessToken) => {
  const reply = await simulator.inject({
    method: 'POST',
    url: `/${domain}/admin/api/2026-10/graphql.json`,
    headers: { 'x-shopify-access-token': accessToken },
    payload: { query, variables },
  });
  return { status: reply.statusCode, headers: reply.headers, body: reply.json<unknown>() };
};
const page = `query ($after: String, $query: String) {
  orders(first: 100, after: $after, query: $query, sortKey: UPDATED_AT) { nodes { id updatedAt } pageInfo { hasNextPage endCursor } }
}`;

describe('the Admin API', () => {
  it('says of itself that it is a simulator', async () => {
    expect((await simulator.inject('/')).body).toContain('not Shopify');
    expect((await ask('{ shop { name } }')).headers).toMatchObject({ 'x-conea-simulator': 'shopify' });
  });

  it('answers 401 with the documented body for a token it did not give', async () => {
    expect(await ask('{ shop { name } }', {}, 'shpat_wrong')).toMatchObject({
      status: 401,
      body: { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
    });
  });

  it.each([402, 403, 404, 423, 500])('can answer %d', async (failureStatus) => {
    await simulator.inject({ method: 'PUT', url: '/simulator/faults', payload: { failureStatus, failingCalls: 1 } });
    expect((await ask('{ shop { name } }')).status).toBe(failureStatus);
    expect((await ask('{ shop { name } }')).status).toBe(200);
  });

  it('refuses a query over 1,000 points before it runs', async () => {
    const query = '{ orders(first: 100) { nodes { id lineItems(first: 50) { nodes { id } } } } }';
    expect((await ask(query)).body).toMatchObject({ errors: [{ extensions: { code: 'MAX_COST_EXCEEDED' } }] });
  });

  it('throttles within a 200, without data, once the bucket is empty, and refunds what was not used', async () => {
    const query = '{ orders(first: 40) { nodes { id lineItems(first: 20) { nodes { id } } } } }';
    const first = await ask(query);
    expect(first.body).toMatchObject({
      extensions: { cost: { requestedQueryCost: 922, throttleStatus: { restoreRate: 100 } } },
    });
    let last = first;
    for (let calls = 0; calls < 40 && !JSON.stringify(last.body).includes('THROTTLED'); calls++)
      last = await ask(query);
    expect(last).toMatchObject({
      status: 200,
      body: {
        errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
        extensions: { cost: { actualQueryCost: null } },
      },
    });
    expect(last.body).not.toHaveProperty('data');
  });
});

type Orders = {
  nodes: { id: string; updatedAt: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
};

/** Reads pages of a shop that is addressed by its host. */
function aListing(cursorLifetime: number) {
  const other = createSimulator({
    shops: [{ domain, orderCount: 300 }],
    ...{ seed: 'test', plan: 'plus', timeScale: 0, indexLag: 0, cursorLifetime },
  });
  const read = async (after: string | null) => {
    const reply = await other.inject({
      method: 'POST',
      url: '/admin/api/2026-10/graphql.json',
      headers: { 'x-shopify-access-token': app.accessToken, host: domain },
      payload: { query: page, variables: { after } },
    });
    return reply.json<{ data?: { orders: Orders }; errors?: { message: string }[] }>();
  };
  return { read, close: () => other.close() };
}

describe('a listing', () => {
  it('gives every order once, in the order of their change', async () => {
    const { read, close } = aListing(60_000);
    const nodes: Orders['nodes'] = [];
    for (let after: string | null = null, hasNextPage = true; hasNextPage;) {
      const orders: Orders | undefined = (await read(after)).data?.orders;
      nodes.push(...(orders?.nodes ?? []));
      after = orders?.pageInfo.endCursor ?? null;
      hasNextPage = orders?.pageInfo.hasNextPage ?? false;
    }
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(300);
    const times = nodes.map(({ updatedAt }) => updatedAt);
    expect(times).toEqual(times.toSorted());
    await close();
  });

  it('refuses a cursor that has expired', async () => {
    const { read, close } = aListing(0);
    const cursor = (await read(null)).data?.orders.pageInfo.endCursor ?? '';
    expect(await read(cursor)).toMatchObject({ errors: [{ message: 'Invalid cursor for current pagination sort.' }] });
    await close();
  });
});
