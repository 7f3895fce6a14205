import { createAnswers } from './answers.js';
import { createCostPlugin } from './cost.js';
import { createExplorerFetcher, lowerCased, sendTo } from './fetcher.js';
import { h, useStore } from './operation.js';
import { createPlanPlugin } from './plan.js';
import { createSession } from './session.js';
import { Share, sharedOperation } from './share.js';
import { createSignInPlugin } from './sign-in.js';

const { useEffect } = React;
const container = document.getElementById('explorer');
const settings = JSON.parse(container.dataset.settings);
const endpoint = new URL(settings.path, location.href).href;

const session = createSession(settings, (body, headers) => sendTo(endpoint, body, headers));
const answers = createAnswers();
const send = async (body, headers) =>
  sendTo(endpoint, body, { ...(await session.credentials()), ...lowerCased(headers) });
const refreshSchema = () =>
  document.querySelector('.graphiql-sidebar button[aria-label="Re-fetch GraphQL schema"]')?.click();

const fetcher = createExplorerFetcher({ endpoint, session, answers });
const plugins = [
  createSignInPlugin({ session, signIn: settings.signIn, welcome: settings.welcome, refreshSchema }),
  createPlanPlugin({ send }),
  createCostPlugin({ answers, send }),
];

/** GraphiQL makes room for a panel only when its button is pressed. */
const openSignIn = () => document.querySelector('.graphiql-sidebar button[aria-label="Show Sign in"]')?.click();

function Who() {
  const state = useStore(session, session.state);
  const { plugins: shown, visiblePlugin } = GraphiQL.React.usePluginStore();
  useEffect(() => {
    if (shown.length > 0 && state.kind === 'anonymous') openSignIn();
    // When the page opens, not when somebody signs out.
  }, [shown.length]);
  useEffect(() => {
    // In a narrow window it may be above what is seen.
    if (visiblePlugin) document.querySelector('.graphiql-plugin')?.scrollIntoView({ block: 'nearest' });
  }, [visiblePlugin]);
  const label = state.kind === 'anonymous' ? 'Not signed in' : state.name;
  return h('button', { className: 'conea-who', onClick: openSignIn }, label);
}

function Sandbox() {
  const url = `${settings.sandbox}?endpoint=${encodeURIComponent(endpoint)}`;
  return h('a', { className: 'conea-link', href: url, target: '_blank', rel: 'noreferrer' }, 'Open in Apollo Sandbox');
}

const logo = h(
  GraphiQL.Logo,
  null,
  h('div', { className: 'conea-bar' }, h('strong', null, settings.title), h(Who), h(Share), h(Sandbox)),
);
const shared = sharedOperation();
const explorer = h(
  GraphiQL,
  {
    ...{ fetcher, plugins, shouldPersistHeaders: false },
    ...{ defaultEditorToolsVisibility: shared?.variables ? 'variables' : false, defaultQuery: settings.example },
    ...shared,
  },
  logo,
);
ReactDOM.createRoot(container).render(explorer);
