const pattern = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?\.myshopify\.com$/;

/** The normal form of a shop's domain, or null. Strict, because URLs that the server calls are made of it. */
export function parseShopDomain(input: string): string | null {
  const domain = input.trim().toLowerCase();
  return pattern.test(domain) ? domain : null;
}
