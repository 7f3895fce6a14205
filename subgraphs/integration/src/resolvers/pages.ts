import { parsePage, toConnection, type Connection, type Keyset, type PageRequest } from '@conea/platform';
import type { Context } from '../context.ts';
import { keysetOf as keysetOfIntegration, type Integration } from '../domain/integration.ts';
import { keysetOf, type Customer, type Order, type OrderConditions, type Product } from '../domain/records.ts';
import type { CustomerFilter, OrderFilter, ProductFilter } from '../schema.generated.ts';

type Page = { first: number; after?: string | null | undefined };

/** A page of orders, with what it takes to count all of them. */
export type OrderPage = Connection<Order> & { conditions: OrderConditions };

/** The integrations of the caller's organization. */
export function integrationPage(context: Context, page: Page): Promise<Connection<Integration>> {
  return pageOf(context, page, keysetOfIntegration, context.pageOfIntegrations);
}

export async function orderPage(context: Context, filter: OrderFilter, page: Page): Promise<OrderPage> {
  const conditions = {
    integrationId: filter.integrationId ?? null,
    updatedFrom: filter.updatedFrom ?? null,
    placedFrom: filter.placedFrom ?? null,
    placedBefore: filter.placedBefore ?? null,
    financialStatus: filter.financialStatus ?? null,
    fulfillmentStatus: filter.fulfillmentStatus ?? null,
    isCancelled: filter.isCancelled ?? null,
  };
  const list = (tenant: string, request: PageRequest) => context.pageOfOrders(tenant, conditions, request);
  return { ...(await pageOf(context, page, keysetOf, list)), conditions };
}

export function productPage(context: Context, filter: ProductFilter, page: Page): Promise<Connection<Product>> {
  const conditions = { integrationId: filter.integrationId ?? null, status: filter.status ?? null };
  return pageOf(context, page, keysetOf, (tenant, request) => context.pageOfProducts(tenant, conditions, request));
}

export function customerPage(context: Context, filter: CustomerFilter, page: Page): Promise<Connection<Customer>> {
  const integrationId = filter.integrationId ?? null;
  return pageOf(context, page, keysetOf, (tenant, request) => context.pageOfCustomers(tenant, integrationId, request));
}

async function pageOf<Row>(
  { tenant }: Context,
  { first, after }: Page,
  toKeyset: (row: Row) => Keyset,
  list: (tenant: string, request: PageRequest) => Promise<Row[]>,
): Promise<Connection<Row>> {
  const request = parsePage({ first, after: after ?? null });
  return toConnection(tenant === null ? [] : await list(tenant, request), request, toKeyset);
}
