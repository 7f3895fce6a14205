import { isId, type Caller, type Effect, type Json, type Mutate } from '@conea/platform';
import { maxLinkedIdentities, type LinkedIdentity } from './linked-identity.ts';
import type { LinkIdentity, LinkIdentityParts } from './link-identity.ts';
import { parseNextPath } from './next-path.ts';
import type { IdentityProvider, ProviderName } from './provider-identity.ts';
import { createRedirectSecret, isCodeChallenge, isVerifierOf, readRedirectSecret } from './redirect-secret.ts';
import type { RedirectStepStore } from './redirect-step.ts';
import type { RequireRecentProof } from './step-up.ts';
import type { UserStore } from './user.ts';
import { userErrors } from './user-errors.ts';
import type { IdentityTaken, InvalidInput, InvalidToken, LastSignInMethod, NotFound } from './user-errors.ts';

export type LinkInput = { provider: ProviderName; codeChallenge: string; next?: string | null | undefined };

/** Where the browser goes to link, or why it goes nowhere. */
export type BeginLinkOutcome = { isDone: true; url: string } | { isDone: false; error: InvalidInput };

/** Why nothing was linked; null when it is, or was before. */
export type ConfirmLinkOutcome = InvalidToken | IdentityTaken | InvalidInput | null;

/** Why the identity is still linked; null when it is not. */
export type UnlinkOutcome = NotFound | LastSignInMethod | null;

export type IdentityLinkParts = LinkIdentityParts & {
  mutate: Mutate;
  users: UserStore;
  steps: RedirectStepStore;
  providers: readonly IdentityProvider[];
  requireRecentProof: RequireRecentProof;
  linkIdentity: LinkIdentity;
  appUrl: string;
};

/** Links identities to the account that somebody is signed in to, and takes them off again; each needs a recent proof. */
export function createIdentityLinks(parts: IdentityLinkParts) {
  const { mutate, users, steps, linkedIdentities, linkIdentity, requireRecentProof, clock } = parts;
  return {
    begin: async (caller: Caller, input: LinkInput): Promise<BeginLinkOutcome> => {
      const { provider: name, codeChallenge } = input;
      const provider = parts.providers.find((one) => one.name === name);
      const next = parseNextPath(parts.appUrl, input.next ?? null);
      const { text, hash } = createRedirectSecret('ticket');
      const problem = problemOf({ provider, codeChallenge, next });
      const request = { action: 'identity.begin_link', input: null };
      await mutate(caller, request, async (tx) => {
        const { id: userId, organizationId, sessionId } = await requireRecentProof(tx, caller);
        if (problem || next === null) return refuse(null);
        const purpose = { kind: 'link', userId, organizationId, sessionId } as const;
        await steps.add(tx, 'ticket', hash, { provider: name, purpose, codeChallenge, next }, clock());
        return { result: null, resource: { type: 'User', id: userId }, metadata: { provider: name } };
      });
      if (problem || !provider) return { isDone: false, error: problem ?? userErrors.noSuchProvider() };
      return { isDone: true, url: `${provider.startUrl}?ticket=${text}` };
    },
    /** Ends what `begin` began, in the same session: a link that somebody else was sent does nothing. */
    confirm: (caller: Caller, { code, codeVerifier }: { code: string; codeVerifier: string }) => {
      const hash = readRedirectSecret('code', code);
      return mutate<ConfirmLinkOutcome>(caller, { action: 'identity.link', input: null }, async (tx, emit) => {
        const { id: userId, sessionId } = await requireRecentProof(tx, caller);
        const step = hash && (await steps.take(tx, 'code', hash, clock()));
        const isOurs = step?.purpose.kind === 'link' && step.purpose.sessionId === sessionId;
        if (!isOurs || !isVerifierOf(codeVerifier, step.codeChallenge)) return refuse(userErrors.invalidCode());
        const known = await linkedIdentities.lock(tx, step.identity);
        if (known) return known.userId === userId ? done(known.id) : refuse(userErrors.identityTaken());
        const { identities } = await linkedIdentities.lockOfUser(tx, userId);
        if (identities.length >= maxLinkedIdentities) return refuse(userErrors.tooManyIdentities(maxLinkedIdentities));
        const { email } = await users.getAccount(userId, tx);
        return done(await linkIdentity(tx, emit, step.identity, { userId, sessionId, address: email.address }));
      });
    },
    /** Never the last way to sign in: two that are taken off at the same time wait for each other. */
    unlink: (caller: Caller, id: string): Promise<UnlinkOutcome> =>
      mutate<UnlinkOutcome>(caller, { action: 'identity.unlink', input: { id } }, async (tx, emit) => {
        const { id: userId, sessionId } = await requireRecentProof(tx, caller);
        const { identities, hasPassword } = await linkedIdentities.lockOfUser(tx, userId);
        const linked = identities.find((one) => one.id === id);
        if (!isId('idn', id) || !linked) return refuse(userErrors.noSuchIdentity());
        if (!hasPassword && identities.length === 1) return refuse(userErrors.lastSignInMethod());
        await linkedIdentities.remove(tx, id);
        await parts.endSessions(tx, emit, { userId, exceptSessionId: sessionId }, 'identity_changed');
        const { email } = await users.getAccount(userId, tx);
        await parts.mail.send(tx, parts.mails.identityUnlinked(email.address, linked.provider, clock()));
        emit({ type: 'identity.unlinked', subject: id, data: { userId, provider: linked.provider } });
        return done(id);
      }),
    list: (userId: string): Promise<LinkedIdentity[]> => linkedIdentities.listOfUser(userId),
  };
}

function problemOf(asked: { provider: unknown; codeChallenge: string; next: string | null }): InvalidInput | null {
  if (asked.provider === undefined) return userErrors.noSuchProvider();
  if (!isCodeChallenge(asked.codeChallenge))
    return userErrors.invalidInput('codeChallenge', 'This is not a PKCE challenge of the method S256.');
  return asked.next === null ? userErrors.invalidInput('next', 'This is not a path of the app.') : null;
}

const done = (id: string): Effect<null> => ({ result: null, resource: { type: 'LinkedIdentity', id } });

function refuse<Refusal extends Json>(error: Refusal): Effect<Refusal> {
  return { result: error, resource: null, isRefused: true };
}
