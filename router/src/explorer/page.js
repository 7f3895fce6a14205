/* global React, ReactDOM, GraphiQL, document, location */
const container = document.getElementById('explorer');
const endpoint = new URL(container.dataset.path, location.href).href;

const sandbox = document.getElementById('sandbox');
sandbox.href = `${sandbox.dataset.sandbox}?endpoint=${encodeURIComponent(endpoint)}`;

const fetcher = GraphiQL.createFetcher({ url: endpoint, subscriptionUrl: endpoint.replace(/^http/, 'ws') });
const explorer = React.createElement(GraphiQL, {
  fetcher,
  defaultEditorToolsVisibility: 'headers',
  defaultQuery: '{\n  __typename\n}\n',
});
ReactDOM.createRoot(container).render(explorer);
