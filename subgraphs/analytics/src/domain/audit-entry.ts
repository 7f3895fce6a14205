import type { ConeaEvent, Json } from '@conea/platform';
import { z } from 'zod';
import { withoutSecrets } from './secrets-in-metadata.ts';

/** An entry of the audit trail: who did what to what, from where, and how it ended. */
export type AuditEntry = {
  id: string;
  tenantId: string;
  domain: string;
  action: string;
  actorId: string | null;
  resourceType: string | null;
  resourceId: string | null;
  result: string;
  ipAddress: string | null;
  userAgent: string | null;
  requestId: string | null;
  occurredAt: Date;
  /** More facts, such as the role that was given. */
  metadata: Json;
};

const text = z.string().nullable().default(null);
const record = z.object({
  action: z.string(),
  actorId: text,
  resourceType: text,
  resourceId: text,
  result: z.enum(['success', 'failure']),
  ipAddress: text,
  userAgent: text,
  requestId: text,
  metadata: z.record(z.string(), z.json()).default({}),
});

/** Whether an event is an entry of the audit trail. */
export const isAuditEvent = ({ type }: ConeaEvent) => type.endsWith('.audit.recorded');

/** Reads an entry from its event; throws a ZodError when it is none. */
export function parseAuditEntry({ id, tenantid, source, time, data }: ConeaEvent): AuditEntry {
  const { metadata, ...entry } = record.parse(data);
  const known = { id, tenantId: tenantid, domain: source.slice(1), occurredAt: new Date(time) };
  return { ...known, ...entry, metadata: withoutSecrets(metadata) };
}

/** Who acted as the user of an entry; null when it was the user. */
export function impersonatorOf({ metadata }: Pick<AuditEntry, 'metadata'>): string | null {
  return impersonated.safeParse(metadata).data?.impersonatorId ?? null;
}

const impersonated = z.object({ impersonatorId: z.string() });
