/** Topics that the simulator delivers, as the Admin GraphQL API names them. */
export const topicNames = [
  'ORDERS_CREATE',
  'ORDERS_UPDATED',
  'ORDERS_DELETE',
  'PRODUCTS_CREATE',
  'PRODUCTS_UPDATE',
  'PRODUCTS_DELETE',
  'CUSTOMERS_CREATE',
  'CUSTOMERS_UPDATE',
  'CUSTOMERS_DELETE',
  'APP_UNINSTALLED',
] as const;

export type TopicName = (typeof topicNames)[number];

/** The name in `X-Shopify-Topic`: `orders/updated`. */
export function headerOf(topic: TopicName): string {
  return topic.toLowerCase().replace('_', '/');
}

/** Topics that nobody subscribes to with the API: the app states one address for them. */
export const complianceTopics = ['customers/data_request', 'customers/redact', 'shop/redact'] as const;
