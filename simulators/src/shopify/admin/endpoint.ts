import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { execute, GraphQLError, parse, validate, type DocumentNode, type ExecutionResult } from 'graphql';
import { z } from 'zod';
import type { Tokens } from '../app.ts';
import type { Faults } from '../faults.ts';
import type { Shop } from '../shop.ts';
import type { Bucket } from './bucket.ts';
import { costOf } from './cost.ts';
import { adminSchema } from './root.ts';

export type AdminOptions = {
  findShop(domain: string): Shop | undefined;
  rootOf(shop: Shop): object;
  bucketOf(shop: Shop, accessToken: string): Bucket;
  tokens: Tokens;
  faults: Faults;
  onCall(shop: Shop): void;
};

const bodyShape = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});
const paramsShape = z.object({ version: z.string().regex(/^(\d{4}-(01|04|07|10)|unstable)$/) });
const maxQueryCost = 1_000;

/** Bodies of refusals, by status. */
const refusals: Record<number, object> = {
  401: { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
  402: { errors: 'Unavailable Shop' },
  403: { errors: '[API] This action requires merchant approval for read_orders scope.' },
  404: { errors: 'Not Found' },
  423: { errors: 'Locked' },
};

/** `POST /admin/api/{version}/graphql.json`, with everything that can go wrong with it. */
export function serveAdmin(
  scope: FastifyInstance,
  domainOf: (request: { params: unknown; hostname: string }) => string,
  options: AdminOptions,
): void {
  const { faults, tokens } = options;
  scope.post('/admin/api/:version/graphql.json', async (request, reply) => {
    const shop = options.findShop(domainOf(request));
    if (!shop || !paramsShape.safeParse(request.params).success) return refuse(reply, 404);
    options.onCall(shop);
    if (faults.latency > 0) await sleep(faults.latency);
    if (faults.failingCalls > 0) {
      faults.failingCalls--;
      return refuse(reply, faults.failureStatus);
    }
    const accessToken = String(request.headers['x-shopify-access-token'] ?? '');
    if (!tokens.isValid(accessToken, shop.domain)) return refuse(reply, 401);
    const body = bodyShape.safeParse(request.body);
    if (!body.success) return reply.code(400).send({ errors: { query: 'Required parameter missing or invalid' } });
    return answer(reply, options, shop, options.bucketOf(shop, accessToken), body.data);
  });
}

async function answer(
  reply: FastifyReply,
  { faults, rootOf }: AdminOptions,
  shop: Shop,
  bucket: Bucket,
  { query, variables, operationName }: z.infer<typeof bodyShape>,
) {
  const parsed = parseQuery(query);
  if ('errors' in parsed) return parsed;
  const values = variables ?? {};
  const requested = costOf(adminSchema, parsed.document, values);
  if (requested > maxQueryCost) return tooExpensive(requested);
  const cost = (actual: number | null) => ({
    cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: bucket.status() },
  });
  if (faults.throttledCalls > 0 || !bucket.take(requested)) {
    faults.throttledCalls = Math.max(0, faults.throttledCalls - 1);
    return throttled(reply, faults, cost(null));
  }
  const result = await execute({
    schema: adminSchema,
    document: parsed.document,
    rootValue: rootOf(shop),
    variableValues: values,
    operationName: operationName ?? null,
  });
  const actual = Math.min(requested, costOf(adminSchema, parsed.document, values, result.data));
  bucket.refund(requested - actual);
  return toReply(result, cost(actual));
}

function parseQuery(query: string): { document: DocumentNode } | { errors: object[] } {
  try {
    const document = parse(query);
    const errors = validate(adminSchema, document);
    return errors.length > 0 ? { errors: errors.map((error) => error.toJSON()) } : { document };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { errors: [error.toJSON()] };
  }
}

function toReply({ data, errors }: ExecutionResult, extensions: object) {
  return { data: data ?? null, ...(errors && { errors: errors.map((error) => error.toJSON()) }), extensions };
}

function tooExpensive(cost: number) {
  const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${maxQueryCost}).`;
  const documentation = 'https://shopify.dev/api/usage/rate-limits';
  return {
    errors: [{ message, extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost: maxQueryCost, documentation } }],
  };
}

function throttled(reply: FastifyReply, { throttleMode }: Faults, extensions: object) {
  if (throttleMode === 'http429') {
    return reply
      .code(429)
      .header('retry-after', '2.0')
      .send({ errors: 'Exceeded the rate limit. Reduce request rates to resume uninterrupted service.' });
  }
  const documentation = 'https://shopify.dev/api/usage/rate-limits';
  return { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation } }], extensions };
}

function refuse(reply: FastifyReply, status: number) {
  return reply.code(status).send(refusals[status] ?? { errors: 'Internal Server Error' });
}
