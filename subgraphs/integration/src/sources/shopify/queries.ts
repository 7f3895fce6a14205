import type { Resource } from '../../domain/records.ts';

const orderFields = `
  id createdAt updatedAt name cancelledAt test displayFinancialStatus displayFulfillmentStatus email tags
  currentTotalPriceSet { shopMoney { amount currencyCode } }
  currentSubtotalPriceSet { shopMoney { amount currencyCode } }
  currentTotalTaxSet { shopMoney { amount currencyCode } }
  totalShippingPriceSet { shopMoney { amount currencyCode } }
  customer { id }
  shippingAddress { name address1 address2 city provinceCode zip countryCodeV2 phone }`;

const lineItemFields = `
  id sku title quantity currentQuantity
  originalUnitPriceSet { shopMoney { amount currencyCode } }
  product { id }`;

const variantFields = 'id title sku barcode price inventoryQuantity';

const fields: Record<Resource, string> = {
  orders: `${orderFields}
    lineItems(first: 10) { nodes { ${lineItemFields} } pageInfo { hasNextPage endCursor } }`,
  products: `
    id createdAt updatedAt title handle vendor productType status tags
    variants(first: 20) { nodes { ${variantFields} } pageInfo { hasNextPage endCursor } }`,
  customers: `
    id createdAt updatedAt displayName tags numberOfOrders
    defaultEmailAddress { emailAddress }
    defaultPhoneNumber { phoneNumber }
    amountSpent { amount currencyCode }
    defaultAddress { name address1 address2 city provinceCode zip countryCodeV2 phone }`,
};

const single: Record<Resource, string> = { orders: 'order', products: 'product', customers: 'customer' };

/** A page of records in the order of their change; answers `records`. */
export const pageQuery = (resource: Resource) => `
  query ($first: Int!, $after: String, $query: String) {
    shop { currencyCode }
    records: ${resource}(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes { ${fields[resource]} }
      pageInfo { hasNextPage endCursor }
    }
  }`;

/** One record by its global id; answers `record`. */
export const recordQuery = (resource: Resource) => `
  query ($id: ID!) {
    shop { currencyCode }
    record: ${single[resource]}(id: $id) { ${fields[resource]} }
  }`;

/** The number of records without Shopify's usual limit of 10,000; answers `records`. */
export const countQuery = (resource: Resource) => `
  query ($query: String) { records: ${resource}Count(query: $query, limit: null) { count precision } }`;

/** What does not fit into a record's own page; answers `record.items`. */
export const moreLineItemsQuery = `
  query ($id: ID!, $after: String) {
    record: order(id: $id) {
      items: lineItems(first: 100, after: $after) { nodes { ${lineItemFields} } pageInfo { hasNextPage endCursor } }
    }
  }`;

export const moreVariantsQuery = `
  query ($id: ID!, $after: String) {
    record: product(id: $id) {
      items: variants(first: 100, after: $after) { nodes { ${variantFields} } pageInfo { hasNextPage endCursor } }
    }
  }`;

export const profileQuery = `
  query { shop { name currencyCode } currentAppInstallation { accessScopes { handle } } }`;

export const subscriptionsQuery = `
  query ($after: String) {
    webhookSubscriptions(first: 100, after: $after) { nodes { id topic uri } pageInfo { hasNextPage endCursor } }
  }`;

export const createSubscriptionMutation = `
  mutation ($topic: WebhookSubscriptionTopic!, $uri: String!) {
    webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri, format: JSON }) {
      webhookSubscription { id }
      userErrors { field message }
    }
  }`;

export const deleteSubscriptionMutation = `
  mutation ($id: ID!) {
    webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { field message } }
  }`;
