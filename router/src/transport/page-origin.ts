/**
 * Whether a page of this origin may call a router that was asked for by this host: who sends no origin is no browser. A page that has none of its
 * own sends `null`, and a request without a host comes from no page of it.
 */
export type IsOriginAllowed = (origin: string | undefined, host: string | undefined) => boolean;

/** Pages of these origins, and those of the router's own. */
export function createOriginTest(origins: readonly string[]): IsOriginAllowed {
  return (origin, host) => {
    if (origin === undefined || origins.includes(origin)) return true;
    const own = URL.parse(origin)?.host;
    return own !== undefined && own !== '' && own === host;
  };
}
