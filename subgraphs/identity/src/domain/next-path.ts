const maxLength = 512;
// What browsers read as another host, or pass over: `//`, `/\`, control characters and white space.
const forbidden = /^\/[/\\]|[\\\p{Cc}\p{Z}]/u;

/**
 * The page of the app that somebody comes back to: a path below that of the app, with its query and without a fragment. The app itself when none is
 * named; null for anything that leads elsewhere.
 */
export function parseNextPath(appUrl: string, text: string | null): string | null {
  const app = new URL(appUrl);
  const path = text ?? app.pathname;
  if (path.length > maxLength || !path.startsWith('/') || forbidden.test(path)) return null;
  const url = new URL(path, app.origin);
  const folder = app.pathname.endsWith('/') ? app.pathname : `${app.pathname}/`;
  const isInside = url.pathname === app.pathname || url.pathname.startsWith(folder);
  return url.origin === app.origin && isInside ? url.pathname + url.search : null;
}
