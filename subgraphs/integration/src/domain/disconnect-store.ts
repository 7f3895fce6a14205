import type { Caller, JobQueue, Mutate } from '@conea/platform';
import type { IntegrationStore } from './integration.ts';
import { jobNames } from './job-names.ts';
import { userErrors, type NotFound } from './user-errors.ts';

export type DisconnectStoreOutcome = { isDone: true; integrationId: string } | { isDone: false; error: NotFound };

export type DisconnectStoreParts = {
  mutate: Mutate;
  integrations: IntegrationStore;
  queue: Pick<JobQueue, 'send'>;
  clock: () => Date;
};

/** Disconnects at once; a job of the transaction takes the subscriptions back with the last use of the credentials, then deletes those. */
export function createDisconnectStore({ mutate, integrations, queue, clock }: DisconnectStoreParts) {
  return (caller: Caller, organizationId: string, integrationId: string): Promise<DisconnectStoreOutcome> => {
    const request = { action: 'store.disconnect', input: { integrationId } };
    return mutate<DisconnectStoreOutcome>(caller, request, async (tx, emit) => {
      const resource = { type: 'Integration', id: integrationId };
      const integration = await integrations.lock(tx, organizationId, integrationId);
      if (integration === null)
        return { result: { isDone: false, error: userErrors.noSuchIntegration() }, resource, isRefused: true };
      if (integration.status !== 'disconnected') {
        await integrations.setStatus(tx, integrationId, 'disconnected', clock());
        await queue.send(tx, jobNames.unsubscribe, { integrationId });
        emit({ type: 'store.disconnected', subject: integrationId, data: { provider: integration.provider } });
      }
      const metadata = { from: integration.status, to: 'disconnected' };
      return { result: { isDone: true, integrationId }, resource, metadata };
    });
  };
}
