import { appendToOutbox, isId, type BoundDatabase, type JobQueue, type Logger } from '@conea/platform';
import type { CredentialStore } from '../domain/credentials.ts';
import type { IntegrationStore } from '../domain/integration.ts';
import { jobNames } from '../domain/job-names.ts';
import {
  isSigned,
  parseDeliveryHeaders,
  parseSourceId,
  type DeliveryHeaders,
  type Verdict,
} from '../domain/webhook.ts';
import type { WebhookRequest, WebhookStore } from '../store/webhook-store.ts';

export type ReceiveParts = {
  database: BoundDatabase;
  integrations: IntegrationStore;
  credentials: CredentialStore;
  webhooks: WebhookStore;
  queue: Pick<JobQueue, 'send'>;
  clock: () => Date;
  log: Logger;
};

/** A request as it came in. */
export type RawDelivery = { integrationId: string; headers: Record<string, unknown>; body: Buffer };

/**
 * Judges a delivery and takes a genuine one in: inbox row, job and event commit together before the store gets its 200, so an
 * acknowledged delivery is never lost. Every request leaves its verdict.
 */
export function createReceive({ database, integrations, credentials, webhooks, queue, clock, log }: ReceiveParts) {
  return async ({ integrationId, headers: rawHeaders, body }: RawDelivery): Promise<Verdict> => {
    const now = clock();
    const headers = parseDeliveryHeaders(rawHeaders);
    const integration = isId('int', integrationId) ? await integrations.find(integrationId) : null;
    const request = describe(integration?.id ?? null, headers, now);
    const turnAway = async (verdict: Verdict): Promise<Verdict> => {
      log.info({ verdict, integrationId: request.integrationId, topic: request.topic }, 'notification turned away');
      await webhooks.record(database, { ...request, verdict });
      return verdict;
    };

    if (integration === null || integration.status === 'disconnected') return turnAway('unknown_integration');
    if (headers === null || body.length === 0) return turnAway('malformed');
    const owner = { integrationId, organizationId: integration.organizationId };
    if (!isSigned(body, headers.signature, await credentials.signingSecrets(owner, now)))
      return turnAway('bad_signature');
    if (headers.shopDomain.toLowerCase() !== integration.shopDomain) return turnAway('wrong_shop');
    const sourceId = parseSourceId(headers.topic, body);
    if (sourceId === undefined) return turnAway('malformed');

    const { topic } = headers;
    return database.transaction(async (tx) => {
      const accepted = { ...request, sourceId, verdict: 'accepted' as const };
      const id = await webhooks.record(tx, accepted);
      if (id === null) {
        await webhooks.record(tx, { ...request, verdict: 'duplicate' });
        return 'duplicate';
      }
      await queue.send(tx, jobNames.applyNotification, { requestId: id });
      const received = { type: 'webhook.received', subject: integrationId, data: { integrationId, topic } };
      await appendToOutbox(tx, 'integration', integration.organizationId, [received]);
      return 'accepted';
    });
  };
}

export type Receive = ReturnType<typeof createReceive>;

function describe(
  integrationId: string | null,
  headers: DeliveryHeaders | null,
  receivedAt: Date,
): Omit<WebhookRequest, 'verdict'> {
  return {
    integrationId,
    dedupeKey: headers?.webhookId ?? null,
    topic: headers?.topic ?? null,
    sourceId: null,
    triggeredAt: headers?.triggeredAt ?? null,
    receivedAt,
  };
}
