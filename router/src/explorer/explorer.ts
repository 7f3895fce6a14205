import type { FastifyInstance } from 'fastify';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderPage } from './page.ts';

const require = createRequire(import.meta.url);
/** A file of a package, also one that its `exports` do not name. */
const packaged = (name: string, file: string) => join(dirname(require.resolve(`${name}/package.json`)), file);
const own = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const script = 'text/javascript; charset=utf-8';
const style = 'text/css; charset=utf-8';
const assets = [
  { name: 'react.js', file: packaged('react', 'umd/react.production.min.js'), type: script },
  { name: 'react-dom.js', file: packaged('react-dom', 'umd/react-dom.production.min.js'), type: script },
  { name: 'graphiql.js', file: packaged('graphiql', 'graphiql.min.js'), type: script },
  { name: 'graphiql.css', file: packaged('graphiql', 'graphiql.min.css'), type: style },
  { name: 'page.js', file: own('page.js'), type: script },
  { name: 'page.css', file: own('page.css'), type: style },
];

const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "frame-ancestors 'none'",
].join('; ');

/** Serves GraphiQL at `/`, without any other host: it works offline. */
export async function serveExplorer(app: FastifyInstance, path: string): Promise<void> {
  const page = renderPage(path);
  app.get('/', (_, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .headers({
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      })
      .send(page),
  );
  for (const { name, file, type } of assets) {
    const content = await readFile(file);
    app.get(`/explorer/${name}`, (_, reply) => reply.type(type).header('cache-control', 'max-age=3600').send(content));
  }
}
