import type { z } from 'zod';
import type { Integration } from '../../domain/integration.ts';
import type { Content, Resource, SourceRecord } from '../../domain/records.ts';
import type { SourcePage, SourceWindow, StoreSource } from '../../domain/store-source.ts';
import { TooExpensiveError } from './admin-api.ts';
import type { Calls } from './calls.ts';
import { sourceIdOf, toCustomer, toOrder, toProduct } from './mapping.ts';
import * as queries from './queries.ts';
import * as replies from './replies.ts';

type Node = { id: string; createdAt: string; updatedAt: string };
type List<Item> = { nodes: Item[]; pageInfo: { hasNextPage: boolean; endCursor?: string | null | undefined } };
type Reader = {
  page(integration: Integration, variables: Variables, signal: AbortSignal): Promise<SourcePage>;
  one(integration: Integration, sourceId: string, signal: AbortSignal): Promise<SourceRecord | null>;
};
/** Where a node comes from, for what is read in addition. */
type From = { integration: Integration; currencyCode: string; isUrgent: boolean; signal: AbortSignal };
type Variables = { first: number; after: string | null; query: string | null };

/** What a page holds at first; halved for a shop where that is too expensive. */
const firstPageSize: Record<Resource, number> = { orders: 40, products: 40, customers: 100 };
const gids: Record<Resource, string> = { orders: 'Order', products: 'Product', customers: 'Customer' };

/** Reads orders, products and customers. */
export function createRecordReader(call: Calls): Pick<StoreSource, 'readPage' | 'readOne' | 'count'> {
  const pageSizes = new Map<string, number>();
  const rest = createRest(call);

  /** The reader of one resource: its query, the shape of its nodes, and how a node becomes content. */
  const readerOf = <Shape extends z.ZodType<Node>>(
    resource: Resource,
    shape: Shape,
    toContent: (node: z.infer<Shape>, from: From) => Content | Promise<Content>,
  ): Reader => ({
    page: async (integration, variables, signal) => {
      const readAt = new Date();
      const query = { query: queries.pageQuery(resource), variables, shape: replies.pageOf(shape), isUrgent: false };
      const { shop, records } = await call(integration, query, signal);
      const from = { integration, currencyCode: shop.currencyCode, isUrgent: false, signal };
      const list: SourceRecord[] = [];
      for (const node of records.nodes) list.push(toRecord(node, readAt, await toContent(node, from)));
      return { records: list, cursor: records.pageInfo.endCursor ?? null, hasMore: records.pageInfo.hasNextPage };
    },
    one: async (integration, sourceId, signal) => {
      const readAt = new Date();
      const variables = { id: `gid://shopify/${gids[resource]}/${sourceId}` };
      const query = { query: queries.recordQuery(resource), variables, shape: replies.recordOf(shape), isUrgent: true };
      const { shop, record } = await call(integration, query, signal);
      const [node] = record;
      if (node === undefined) return null;
      const from = { integration, currencyCode: shop.currencyCode, isUrgent: true, signal };
      return toRecord(node, readAt, await toContent(node, from));
    },
  });
  const readers: Record<Resource, Reader> = {
    orders: readerOf('orders', replies.order, async (node, from) => {
      const more = { query: queries.moreLineItemsQuery, item: replies.lineItem, id: node.id };
      return toOrder(node, await rest(from, more, node.lineItems));
    }),
    products: readerOf('products', replies.product, async (node, from) => {
      const more = { query: queries.moreVariantsQuery, item: replies.variant, id: node.id };
      return toProduct(node, await rest(from, more, node.variants), from.currencyCode);
    }),
    customers: readerOf('customers', replies.customer, (node) => toCustomer(node)),
  };

  return {
    readOne: (integration, resource, sourceId, signal) => readers[resource].one(integration, sourceId, signal),
    readPage: async (integration, resource, { cursor, ...window }, signal) => {
      const sizeKey = `${integration.id} ${resource}`;
      for (;;) {
        const first = pageSizes.get(sizeKey) ?? firstPageSize[resource];
        try {
          return await readers[resource].page(integration, { first, after: cursor, query: searchOf(window) }, signal);
        } catch (error) {
          if (!(error instanceof TooExpensiveError) || first === 1) throw error;
          pageSizes.set(sizeKey, Math.floor(first / 2));
        }
      }
    },
    count: async (integration, resource, window, signal) => {
      const variables = { query: searchOf(window) };
      const query = { query: queries.countQuery(resource), variables, shape: replies.count, isUrgent: false };
      const { records } = await call(integration, query, signal);
      return records?.precision === 'EXACT' ? records.count : null;
    },
  };
}

/** Reads what does not fit into a record's own page. */
function createRest(call: Calls) {
  return async <Item extends z.ZodType>(
    { integration, isUrgent, signal }: From,
    { query, item, id }: { query: string; item: Item; id: string },
    list: List<z.infer<Item>>,
  ): Promise<z.infer<Item>[]> => {
    const nodes = [...list.nodes];
    let { pageInfo } = list;
    while (pageInfo.hasNextPage) {
      const variables = { id, after: pageInfo.endCursor ?? null };
      const shape = replies.itemsOf(item);
      const { record } = await call(integration, { query, variables, shape, isUrgent }, signal);
      if (record === null) break;
      nodes.push(...record.items.nodes);
      pageInfo = record.items.pageInfo;
    }
    return nodes;
  };
}

function toRecord({ id, createdAt, updatedAt }: Node, readAt: Date, content: Content): SourceRecord {
  return {
    sourceId: sourceIdOf(id),
    createdAt: new Date(createdAt),
    updatedAt: new Date(updatedAt),
    readAt,
    content,
  };
}

/** The window in Shopify's search syntax; null for everything. */
function searchOf({ changedSince, changedBefore }: SourceWindow): string | null {
  const terms = [
    changedSince && `updated_at:>='${changedSince.toISOString()}'`,
    changedBefore && `updated_at:<'${changedBefore.toISOString()}'`,
  ].filter((term) => term !== null && term !== undefined);
  return terms.length === 0 ? null : terms.join(' AND ');
}
