import type { ExplorerConfig } from '../config/explorer.ts';

const sandbox = 'https://studio.apollographql.com/sandbox/explorer';
const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='7' fill='%236550c9'/%3E%3C/svg%3E";

export type PageOptions = { path: string; apiKeyHeader: string; config: ExplorerConfig };

/** The page of the explorer, for each answer with a nonce of its own: GraphiQL with panels, from this server alone. */
export function createPage({ path, apiKeyHeader, config }: PageOptions): (nonce: string) => string {
  const { title, welcome, example, sign_in: signIn } = config;
  const settings = {
    ...{ path, apiKeyHeader, sandbox, title, welcome, example },
    signIn: signIn && {
      operation: signIn.operation,
      secondFactor: signIn.second_factor_operation,
      refresh: signIn.refresh_operation,
      signOut: signIn.sign_out_operation,
    },
  };
  return (nonce) => /* html */ `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escaped(title)} explorer</title>
    <link rel="icon" href="${icon}" />
    <link rel="stylesheet" href="/explorer/graphiql.css" />
    <link rel="stylesheet" href="/explorer/page.css" />
  </head>
  <body>
    <div id="explorer" data-settings="${escaped(JSON.stringify(settings))}">Loading…</div>
    <script nonce="${nonce}">__webpack_nonce__ = '${nonce}';</script>
    <script nonce="${nonce}" src="/explorer/react.js"></script>
    <script nonce="${nonce}" src="/explorer/react-dom.js"></script>
    <script nonce="${nonce}" src="/explorer/graphiql.js"></script>
    <script nonce="${nonce}" src="/explorer/graphql-ws.js"></script>
    <script nonce="${nonce}" src="/explorer/page.js" type="module"></script>
  </body>
</html>
`;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => entities.get(character) ?? character);
