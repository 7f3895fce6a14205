import { GraphQLError } from 'graphql';

/** `gid://shopify/Order/123`. */
export const gid = (type: string, id: string) => `gid://shopify/${type}/${id}`;

/** The digits of a global id; empty when it names another type. */
export function parseGid(type: string, id: string): string {
  const parts = /^gid:\/\/shopify\/(?<type>\w+)\/(?<digits>\d+)$/.exec(id)?.groups;
  if (!parts) throw new GraphQLError(`Invalid global id '${id}'`, { extensions: { code: 'BAD_REQUEST' } });
  return parts['type'] === type ? (parts['digits'] ?? '') : '';
}

/** Times as the API writes them: whole seconds. */
export const time = (date: Date | null) => date && date.toISOString().replace(/\.\d{3}Z$/, 'Z');
