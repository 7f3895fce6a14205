import { createHmac, timingSafeEqual } from 'node:crypto';
import { isLosslessNumber, parse } from 'lossless-json';
import { z } from 'zod';
import type { Resource } from './records.ts';

/** What became of a request at the moment of its arrival. */
export type Verdict = 'accepted' | 'duplicate' | 'malformed' | 'bad_signature' | 'wrong_shop' | 'unknown_integration';

/** The headers of a delivery; two families of names are in use. */
export type DeliveryHeaders = {
  signature: string;
  topic: string;
  shopDomain: string;
  /** Constant over the retries of a delivery: the key of deduplication. */
  webhookId: string;
  triggeredAt: Date | null;
};

const families = ['x-shopify-', 'shopify-'];
const required = z.string().min(1).max(255);
const headersShape = z.object({
  signature: required,
  topic: required,
  shopDomain: required,
  apiVersion: required,
  webhookId: required,
  triggeredAt: z.iso.datetime({ offset: true }).nullable().catch(null),
});

/** Reads the headers; null when a required one is missing. */
export function parseDeliveryHeaders(headers: Record<string, unknown>): DeliveryHeaders | null {
  for (const family of families) {
    const parsed = headersShape.safeParse({
      signature: headers[`${family}hmac-sha256`],
      topic: headers[`${family}topic`],
      shopDomain: headers[`${family}shop-domain`],
      apiVersion: headers[`${family}api-version`],
      webhookId: headers[`${family}webhook-id`],
      triggeredAt: headers[`${family}triggered-at`] ?? null,
    });
    if (!parsed.success) continue;
    const { triggeredAt, ...rest } = parsed.data;
    return { ...rest, triggeredAt: triggeredAt === null ? null : new Date(triggeredAt) };
  }
  return null;
}

/** Whether the body was signed with one of the secrets: base64 of HMAC-SHA256 over the bytes as they came. */
export function isSigned(body: Buffer, signature: string, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature, 'base64');
  return secrets
    .map((secret) => createHmac('sha256', secret).update(body).digest())
    .some((expected) => expected.length === given.length && timingSafeEqual(expected, given));
}

const digits = z.custom((value) => isLosslessNumber(value) || typeof value === 'string').transform(String);
const idShape = digits.pipe(z.string().regex(/^\d{1,20}$/));
// A topic about a record has its id; other members, such as the customer of a guest's order, may be null.
const recordBody = z.object({ id: idShape });
const shopBody = z.object({ customer: z.object({ id: idShape }).nullish() });

/**
 * The id of what a delivery is about: of the customer where the topic is about a customer's data, null where it is about the shop.
 * Undefined when the body is not what Shopify sends. Ids have 64 bits and never pass through a double.
 */
export function parseSourceId(topic: string, body: Buffer): string | null | undefined {
  try {
    const json = parse(body.toString('utf8'));
    if (resourceOf(topic) !== null) return recordBody.parse(json).id;
    return shopBody.parse(json).customer?.id ?? null;
  } catch {
    return undefined;
  }
}

/** The kind of record that a topic is about; null for topics about the app, the shop, or a customer's data. */
export function resourceOf(topic: string): Resource | null {
  const [subject, verb = ''] = topic.split('/');
  if (!['create', 'updated', 'update', 'delete', 'cancelled', 'paid', 'fulfilled'].includes(verb)) return null;
  return subject === 'orders' || subject === 'products' || subject === 'customers' ? subject : null;
}
