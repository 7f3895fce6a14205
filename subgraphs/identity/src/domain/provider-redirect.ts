import type { Caller, Effect, Json, Mutate } from '@conea/platform';
import { parseLoginScopes } from './login-scope.ts';
import { parseNextPath } from './next-path.ts';
import type { IdentityProvider, ProviderName, RedirectFailure } from './provider-identity.ts';
import {
  createRedirectSecret,
  deriveRedirectSecrets,
  isCodeChallenge,
  isSame,
  readRedirectSecret,
} from './redirect-secret.ts';
import type { BegunRedirect, RedirectSteps, RedirectStepStore } from './redirect-step.ts';

/** Where the browser goes next; `isInvalid`: it sent what we did not give it, and goes nowhere. */
export type RedirectOutcome = { isInvalid: false; url: URL } | { isInvalid: true; message: string };

export type ProviderRedirectParts = {
  mutate: Mutate;
  steps: RedirectStepStore;
  appUrl: string;
  clock: () => Date;
  /** Counts how browsers come back. */
  count(provider: ProviderName, outcome: RedirectFailure | 'identified' | 'unknown_state'): void;
};

type State = RedirectSteps['state'];

const wrongQuery =
  'expected code_challenge (PKCE, S256), and at most next (a path of the app), scope (read:profile, write:data) or ticket';
const wrongAnswer = 'This sign-in was not begun in this browser, or it is over. Begin again.';

/** The way of a browser to a provider and back: what is public of a sign-in, and knows of no account. */
export function createProviderRedirects({ mutate, steps, appUrl, clock, count }: ProviderRedirectParts) {
  const toApp = ({ purpose, next }: BegunRedirect, answer: { code: string } | { error: RedirectFailure }): URL => {
    const name = purpose.kind === 'link' ? 'link-identity' : 'sign-in';
    const url = new URL(next, appUrl);
    // Behind the `#`, where neither servers nor their logs see it.
    url.hash = 'code' in answer ? `${name}=${answer.code}` : `${name}-error=${answer.error}`;
    return url;
  };

  /** Notes where the browser is, bound to it; answers what it began, or null when it may not. */
  const note = (caller: Caller, begun: BegunRedirect | null, query: URLSearchParams, secrets: SecretsOfBrowser) =>
    mutate<BegunRedirect | null>(caller, { action: 'sign_in.begin', input: null }, async (tx) => {
      const hash = readRedirectSecret('ticket', query.get('ticket'));
      const step = begun ?? (hash && (await steps.take(tx, 'ticket', hash, clock())));
      if (!step || step.provider !== secrets.provider) return refuse(null, { provider: secrets.provider });
      const browserHash = secrets.browserHash.toString('base64');
      await steps.add(tx, 'state', secrets.stateHash, { ...step, browserHash }, clock());
      return { ...effectOf(step), result: step };
    });

  const begin = async (
    caller: Caller,
    provider: IdentityProvider,
    query: URLSearchParams,
    browserSecret: string,
  ): Promise<RedirectOutcome> => {
    const begun = query.has('ticket') ? null : readQuery(appUrl, provider, query);
    const browserHash = readRedirectSecret('browser', browserSecret);
    if (begun === 'wrong' || browserHash === null) return { isInvalid: true, message: wrongQuery };
    const { text: state, hash: stateHash } = createRedirectSecret('state');
    const step = await note(caller, begun, query, { provider: provider.name, browserHash, stateHash });
    if (step === null) return { isInvalid: true, message: wrongAnswer };
    const url = await provider.begin(deriveRedirectSecrets(browserSecret, state));
    return { isInvalid: false, url: typeof url === 'string' ? toApp(step, { error: url }) : url };
  };

  /** The step of an answer, when the same browser began it with the same provider; it is over in any case. */
  const takeState = async (
    caller: Caller,
    provider: IdentityProvider,
    answer: URLSearchParams,
    browserSecret: string | null,
  ): Promise<State | null> => {
    const [state = null, ...others] = answer.getAll('state');
    const hash = others.length === 0 ? readRedirectSecret('state', state) : null;
    const browserHash = readRedirectSecret('browser', browserSecret);
    return mutate<State | null>(caller, { action: 'sign_in.return', input: null }, async (tx) => {
      const step = hash && (await steps.take(tx, 'state', hash, clock()));
      const isOurs = step && browserHash && isSame(browserHash, Buffer.from(step.browserHash, 'base64'));
      if (!isOurs || step.provider !== provider.name)
        return refuse(null, { provider: provider.name, reason: 'unknown_state' });
      return { ...effectOf(step), result: step };
    });
  };

  const finish = async (
    caller: Caller,
    provider: IdentityProvider,
    answer: URLSearchParams,
    browserSecret: string | null,
  ): Promise<RedirectOutcome> => {
    const step = await takeState(caller, provider, answer, browserSecret);
    if (step === null || browserSecret === null) {
      count(provider.name, 'unknown_state');
      return { isInvalid: true, message: wrongAnswer };
    }
    const who = await provider.identify(answer, deriveRedirectSecrets(browserSecret, answer.get('state') ?? ''));
    count(provider.name, typeof who === 'string' ? who : 'identified');
    const { text: code, hash } = createRedirectSecret('code');
    await mutate<null>(caller, { action: 'sign_in.identify', input: null }, async (tx) => {
      if (typeof who === 'string')
        return { ...refuse(null, { provider: provider.name, reason: who }), ...actorOf(step) };
      const { purpose, codeChallenge } = step;
      await steps.add(tx, 'code', hash, { purpose, codeChallenge, identity: who }, clock());
      return { ...effectOf(step), result: null };
    });
    return { isInvalid: false, url: toApp(step, typeof who === 'string' ? { error: who } : { code }) };
  };
  return { begin, finish };
}

export type ProviderRedirects = ReturnType<typeof createProviderRedirects>;

type SecretsOfBrowser = { provider: ProviderName; browserHash: Buffer; stateHash: Buffer };

/** What the app asks for; the answer to it goes nowhere else than to a page of the app. */
function readQuery(appUrl: string, provider: IdentityProvider, query: URLSearchParams): BegunRedirect | 'wrong' {
  const codeChallenge = query.get('code_challenge');
  const next = parseNextPath(appUrl, query.get('next'));
  const scopes = parseLoginScopes(query.get('scope'));
  const isS256 = (query.get('code_challenge_method') ?? 'S256') === 'S256';
  if (!isCodeChallenge(codeChallenge) || !isS256 || next === null || scopes === 'unknown') return 'wrong';
  return { provider: provider.name, purpose: { kind: 'sign_in', scopes }, codeChallenge, next };
}

function actorOf({ purpose }: Pick<BegunRedirect, 'purpose'>) {
  return purpose.kind === 'link' ? { actor: { id: purpose.userId, organizationId: purpose.organizationId } } : {};
}

function effectOf(step: BegunRedirect) {
  const metadata = { provider: step.provider, purpose: step.purpose.kind };
  return { resource: null, metadata, ...actorOf(step) };
}

function refuse<Result extends Json>(result: Result, metadata: { readonly [fact: string]: string }): Effect<Result> {
  return { result, resource: null, isRefused: true, metadata };
}
