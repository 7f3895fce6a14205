import {
  createGroupLoader,
  createLoader,
  permits,
  unauthenticated,
  type Caller,
  type CallerUser,
  type RequestScope,
} from '@conea/platform';
import type { createAsk } from './actions/ask.ts';
import type { createEmbed } from './actions/embed.ts';
import type { Follow } from './actions/follow-chat.ts';
import type { Model } from './domain/model.ts';
import type { createRegisterModel } from './actions/register-model.ts';
import type { Providers } from './sources/providers.ts';
import type { ChatStore } from './store/chat-store.ts';
import type { ModelStore } from './store/model-store.ts';
import type { UsageStore, UsageSummaryRow } from './store/usage-store.ts';

export type ContextParts = {
  models: ModelStore;
  providers: Providers;
  registerModel: ReturnType<typeof createRegisterModel>;
  /** What works with a database that is bound to one organization. */
  forTenant(tenantId: string | null): OfTenant;
};

type OfTenant = {
  chats: ChatStore;
  usage: UsageStore;
  follow: Follow;
  ask: ReturnType<typeof createAsk>;
  embed: ReturnType<typeof createEmbed>;
};

/** What a resolver gets. */
export type Context = ReturnType<ReturnType<typeof createContextFactory>>;

// No user has this id.
const nobody = '';
const month = 30 * 24 * 3_600_000;

/** Makes the context of each request. */
export function createContextFactory({ forTenant, ...parts }: ContextParts) {
  return ({ caller, signal }: RequestScope) => {
    const { user } = caller;
    const ofTenant = forTenant(user?.organizationId ?? null);
    const { chats, usage } = ofTenant;
    let registry: Promise<Model[]> | undefined;
    const summaries = new Map<string, ReturnType<typeof createGroupLoader<UsageSummaryRow>>>();
    /** One loader for each period that the request asks about. */
    const summary = (kind: 'users' | 'tenants', from: Date | null | undefined, to: Date | null | undefined) => {
      const end = to ?? new Date();
      const start = from ?? new Date(end.getTime() - month);
      const key = `${kind} ${from?.toISOString() ?? ''} ${to?.toISOString() ?? ''}`;
      const load = (ids: readonly string[]) => {
        if (user === null) return Promise.resolve([]);
        if (kind === 'tenants')
          return usage.summariseTenants(
            ids.filter((id) => id === user.organizationId),
            start,
            end,
          );
        return usage.summariseUsers(
          user.organizationId,
          ids.filter((id) => mayReadUsage(user, id)),
          start,
          end,
        );
      };
      const loader = summaries.get(key) ?? createGroupLoader(load, ({ owner }) => owner);
      summaries.set(key, loader);
      return loader;
    };
    return {
      ...parts,
      ...ofTenant,
      caller,
      signal,
      summary,
      registry: () => (registry ??= parts.models.list()),
      /** Chats that the caller may read. */
      readableChats: createLoader(
        async (ids) => (user ? chats.listByIds(user.organizationId, readableOwner(user), ids) : []),
        ({ id }) => id,
      ),
      /** Chats of the caller, and nobody else's: for what this request has just asked. */
      ownChats: createLoader(
        async (ids) => (user ? chats.listByIds(user.organizationId, user.id, ids) : []),
        ({ id }) => id,
      ),
      usageOf: createLoader(
        (ids) => usage.listBySource(ids),
        ({ sourceId }) => sourceId,
      ),
    };
  };
}

/** Whose chats somebody may read: everybody's in the organization, which is null, their own, or nobody's. */
export function readableOwner({ id, scopes }: CallerUser): string | null {
  if (permits(scopes, 'read:any_data')) return null;
  return permits(scopes, 'read:own_data') ? id : nobody;
}

/** Your own usage, or that of anybody in the organization for those who may read it. */
export function mayReadUsage(user: CallerUser, userId: string): boolean {
  return permits(user.scopes, user.id === userId ? 'read:own_data' : 'read:any_data');
}

export function userOf({ user }: Caller): CallerUser {
  if (user === null) throw unauthenticated();
  return user;
}
