import { z } from 'zod';
import { SourceError } from '../../domain/source-error.ts';
import type { HttpClient, HttpReply } from './http.ts';
import type { Throttle } from './throttle.ts';

/** One call of the Admin GraphQL API. */
export type AdminCall<Shape extends z.ZodType> = {
  shopDomain: string;
  accessToken: string;
  query: string;
  variables: Record<string, unknown>;
  shape: Shape;
  /** Points that such a call asked for last time; 0 when unknown. */
  expectedCost: number;
  /** For a notification or a person, not for a reading. */
  isUrgent: boolean;
  signal: AbortSignal;
};

export type AdminAnswer<Data> = { data: Data; requestedCost: number; isSimulated: boolean };

/** The query costs more than Shopify allows for one: ask for less. */
export class TooExpensiveError extends SourceError {
  override name = 'TooExpensiveError';

  constructor() {
    super('PERMANENT', 'The query is too expensive.');
  }
}

const apiVersion = '2026-10';
const defaultWait = 2_000;

const envelope = z.object({
  data: z.unknown().optional(),
  errors: z
    .union([
      z.string(),
      z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).partial().optional() })),
    ])
    .optional(),
  extensions: z
    .object({
      cost: z.object({
        requestedQueryCost: z.number(),
        throttleStatus: z.object({
          maximumAvailable: z.number(),
          currentlyAvailable: z.number(),
          restoreRate: z.number().positive(),
        }),
      }),
    })
    .optional(),
});

/** The URL of a shop: `{shop}` in the base stands for its domain; a base without it, as of a simulator, gets the domain as a path. */
export function shopUrl(baseUrl: string, shopDomain: string): string {
  const base = baseUrl.replace(/\/+$/, '');
  return base.includes('{shop}') ? base.replaceAll('{shop}', shopDomain) : `${base}/${shopDomain}`;
}

/** Calls the Admin GraphQL API, within the shop's budget, and says by the kind of its error what can be done about a failure. */
export function createAdminApi({ http, throttle, baseUrl }: { http: HttpClient; throttle: Throttle; baseUrl: string }) {
  return async <Shape extends z.ZodType>(call: AdminCall<Shape>): Promise<AdminAnswer<z.infer<Shape>>> => {
    const { shopDomain, accessToken, query, variables, shape, expectedCost, isUrgent, signal } = call;
    await throttle.wait(shopDomain, expectedCost, isUrgent, signal);
    const url = `${shopUrl(baseUrl, shopDomain)}/admin/api/${apiVersion}/graphql.json`;
    const reply = await http.post(url, { 'x-shopify-access-token': accessToken }, { query, variables }, signal);
    checkStatus(reply);
    const body = envelope.safeParse(reply.body);
    if (!body.success) throw new SourceError('TRANSIENT', 'The store gave an answer that cannot be read.');
    const { data, errors, extensions } = body.data;
    const cost = extensions?.cost;
    if (cost) throttle.learn(shopDomain, cost.throttleStatus);
    if (errors !== undefined)
      throw errorOf(errors, () => throttle.timeUntil(shopDomain, cost?.requestedQueryCost ?? expectedCost));
    const parsed = shape.safeParse(data);
    if (!parsed.success)
      throw new SourceError('PERMANENT', 'The store answers in a form that is not known here.', {
        cause: parsed.error,
      });
    return {
      data: parsed.data,
      requestedCost: cost?.requestedQueryCost ?? expectedCost,
      isSimulated: reply.isSimulated,
    };
  };
}

export type AdminApi = ReturnType<typeof createAdminApi>;

function checkStatus({ status, retryAfter }: HttpReply): void {
  if (status === 200) return;
  if (status === 429)
    throw new SourceError('RATE', 'The store asks to wait.', { retryAfter: retryAfter ?? defaultWait });
  if (status === 401) throw new SourceError('AUTH', 'The store refuses the credentials.');
  if (status === 403) throw new SourceError('AUTH', 'The store does not let the app read this.');
  if (status === 402) throw new SourceError('TRANSIENT', 'The store is frozen until its bill is paid.');
  if (status === 404) throw new SourceError('PERMANENT', 'There is no such store.');
  if (status === 423) throw new SourceError('TRANSIENT', 'The store is locked.');
  if (status >= 500) throw new SourceError('TRANSIENT', 'The store has a problem.');
  throw new SourceError('PERMANENT', `The store refuses the request (${status}).`);
}

function errorOf(errors: NonNullable<z.infer<typeof envelope>['errors']>, timeToWait: () => number): SourceError {
  if (typeof errors === 'string') return new SourceError('PERMANENT', 'The store refuses the request.');
  const codes = errors.map(({ extensions }) => extensions?.code);
  if (codes.includes('THROTTLED'))
    return new SourceError('RATE', 'The store asks to wait.', { retryAfter: Math.max(timeToWait(), 500) });
  if (codes.includes('MAX_COST_EXCEEDED')) return new TooExpensiveError();
  if (codes.includes('ACCESS_DENIED')) return new SourceError('AUTH', 'The store does not let the app read this.');
  if (codes.includes('INTERNAL_SERVER_ERROR') || codes.includes('TIMEOUT'))
    return new SourceError('TRANSIENT', 'The store has a problem.');
  if (errors.some(({ message }) => /invalid cursor/i.test(message)))
    return new SourceError('CURSOR', 'The place in the listing has expired.');
  const cause = new Error(errors.map(({ message }) => message).join('; '));
  return new SourceError('PERMANENT', 'The store refuses the query.', { cause });
}
