const sandbox = 'https://studio.apollographql.com/sandbox/explorer';

/** The page of the explorer: GraphiQL from this server alone, subscriptions over graphql-transport-ws with the headers of its editor. */
export function renderPage(path: string): string {
  return /* html */ `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Conea explorer</title>
    <link rel="stylesheet" href="/explorer/graphiql.css" />
    <link rel="stylesheet" href="/explorer/page.css" />
  </head>
  <body>
    <header>
      <strong>Conea</strong>
      <span>Sign in with <code>signIn</code>, then put <code>{"authorization": "Bearer …"}</code> into Headers below.</span>
      <a id="sandbox" target="_blank" rel="noreferrer" data-sandbox="${sandbox}">Open in Apollo Sandbox</a>
    </header>
    <div id="explorer" data-path="${path}">Loading…</div>
    <script src="/explorer/react.js"></script>
    <script src="/explorer/react-dom.js"></script>
    <script src="/explorer/graphiql.js"></script>
    <script src="/explorer/page.js"></script>
  </body>
</html>
`;
}
