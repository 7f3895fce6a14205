import type { FastifyInstance } from 'fastify';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPage, type PageOptions } from './page.ts';

const require = createRequire(import.meta.url);
/** A file of a package, also one that its `exports` do not name. */
const packaged = (name: string, file: string) => join(dirname(require.resolve(`${name}/package.json`)), file);
const own = (name: string) => fileURLToPath(new URL(`page/${name}`, import.meta.url));

const script = 'text/javascript; charset=utf-8';
const style = 'text/css; charset=utf-8';
const parts = [
  'answers',
  'copies',
  'cost',
  'fetcher',
  'live',
  'operation',
  'plan',
  'renewal',
  'session',
  'share',
  'sign-in',
  'sign-in-steps',
  'password-form',
  'tokens',
];
const modules = ['page', ...parts];
const assets = [
  { name: 'react.js', file: packaged('react', 'umd/react.production.min.js'), type: script },
  { name: 'react-dom.js', file: packaged('react-dom', 'umd/react-dom.production.min.js'), type: script },
  { name: 'graphiql.js', file: packaged('graphiql', 'graphiql.min.js'), type: script },
  { name: 'graphql-ws.js', file: packaged('graphql-ws', 'umd/graphql-ws.min.js'), type: script },
  { name: 'graphiql.css', file: packaged('graphiql', 'graphiql.min.css'), type: style },
  { name: 'page.css', file: own('page.css'), type: style },
  ...modules.map((name) => ({ name: `${name}.js`, file: own(`${name}.js`), type: script })),
];

/** Nothing of another host, and no script or style that this answer does not name. */
const policyWith = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'self'`,
    `style-src 'nonce-${nonce}' 'self'`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Serves GraphiQL with its panels at `/`, without any other host: it works offline. */
export async function serveExplorer(app: FastifyInstance, options: PageOptions): Promise<void> {
  const page = createPage(options);
  app.get('/', (_, reply) => {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .type('text/html; charset=utf-8')
      .headers({
        'content-security-policy': policyWith(nonce),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      })
      .send(page(nonce));
  });
  for (const { name, file, type } of assets) {
    const content = await readFile(file);
    app.get(`/explorer/${name}`, (_, reply) =>
      reply.type(type).headers({ 'cache-control': 'max-age=3600', 'x-content-type-options': 'nosniff' }).send(content),
    );
  }
}
