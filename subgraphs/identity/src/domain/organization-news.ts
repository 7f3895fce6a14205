import { appendToOutbox, bindTransaction, type DomainEvent, type Transaction } from '@conea/platform';

/** Events of one transaction that concern several organizations: each hears what happened in it. */
export type News = {
  /** For the organization of the mutation itself. */
  emit(event: DomainEvent): void;
  tell(organizationId: string, event: DomainEvent): void;
  tellEach(organizationIds: readonly string[], event: DomainEvent): void;
  /** Writes what is for the others; the transaction is bound to its own organization again afterwards. */
  send(): Promise<void>;
};

export function createOrganizationNews(tx: Transaction, emit: (event: DomainEvent) => void, ownId: string): News {
  const others = new Map<string, DomainEvent[]>();
  const tell = (organizationId: string, event: DomainEvent) => {
    if (organizationId === ownId) return emit(event);
    others.set(organizationId, [...(others.get(organizationId) ?? []), event]);
  };
  return {
    emit,
    tell,
    tellEach: (organizationIds, event) => {
      // Somebody in no organization is told of as well, where they are at work.
      for (const id of new Set([ownId, ...organizationIds])) tell(id, event);
    },
    send: async () => {
      for (const [organizationId, events] of others) {
        await bindTransaction(tx, organizationId);
        await appendToOutbox(tx, 'identity', organizationId, events);
      }
      if (others.size > 0) await bindTransaction(tx, ownId);
    },
  };
}
