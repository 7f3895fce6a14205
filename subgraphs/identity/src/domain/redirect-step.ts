import type { Transaction } from '@conea/platform';
import { z } from 'zod';
import { loginScopes } from './login-scope.ts';
import { providerIdentity, providerNames } from './provider-identity.ts';

/** What somebody is sent to a provider for: to sign in, or to link an account there to the one they are signed in to. */
const purpose = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sign_in'), scopes: z.array(z.enum(loginScopes)).nullable() }),
  z.object({ kind: z.literal('link'), userId: z.string(), organizationId: z.string(), sessionId: z.string() }),
]);

/** PKCE between the app and us: only who began, in whatever browser, can end it. */
const begun = z.object({
  provider: z.enum(providerNames),
  purpose,
  codeChallenge: z.string(),
  /** A path of the app to come back to. */
  next: z.string(),
});

/** The steps of a sign-in with a provider, and what is kept from each to the next. */
export const redirectSteps = {
  /** A browser may begin a link. */
  ticket: begun,
  /** A browser is at the provider. */
  state: begun.extend({ browserHash: z.base64() }),
  /** The provider has told who it is; the app has not asked yet. */
  code: z.object({ purpose, codeChallenge: z.string(), identity: providerIdentity }),
} as const;

type Shapes = typeof redirectSteps;

export type RedirectSteps = { [Kind in keyof Shapes]: z.infer<Shapes[Kind]> };

export type BegunRedirect = RedirectSteps['ticket'];

/** Seconds until a step is over: a minute for the code that is on its way from one page to its script. */
export const stepSeconds = { ticket: 300, state: 600, code: 60 } as const satisfies Record<keyof Shapes, number>;

/** What the use cases need of the stored steps. */
export type RedirectStepStore = {
  add<Kind extends keyof RedirectSteps>(
    tx: Transaction,
    kind: Kind,
    hash: Buffer,
    step: RedirectSteps[Kind],
    now: Date,
  ): Promise<void>;
  /** Ends an open step and answers it. Of several that try, one gets it; the others wait for its transaction and get null. */
  take<Kind extends keyof RedirectSteps>(
    tx: Transaction,
    kind: Kind,
    hash: Buffer,
    now: Date,
  ): Promise<RedirectSteps[Kind] | null>;
  /** Counts a request to the redirects; answers how many there were from this network since `beganAt`. */
  countRequest(network: string, beganAt: Date): Promise<number>;
};
