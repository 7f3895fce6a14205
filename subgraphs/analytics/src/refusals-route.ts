import {
  appendManyToOutbox,
  auditEvent,
  platformTenant,
  takeIn,
  type Database,
  type SubgraphOptions,
  type TenantEvent,
} from '@conea/platform';
import { z } from 'zod';
import { refusalAction, refusalReasons } from './domain/compliance.ts';

const id = z.string().max(100).nullable();
const refusal = z.object({
  reason: z.enum(refusalReasons),
  ...{ organizationId: id, userId: id, impersonatorId: id, network: id },
  count: z.int().positive(),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
});
const body = z.object({ reportId: z.string().min(1).max(100), refusals: z.array(refusal).min(1).max(2_010) });

/** Takes what routers have refused into the audit trail: an entry for each caller, reason and report, and each report once however often it comes. */
export function refusalsRoute(database: Database): NonNullable<SubgraphOptions['signedRoutes']> {
  return (app) => {
    app.post('/refusals', async (request, reply) => {
      const parsed = body.safeParse(request.body);
      if (!parsed.success) return reply.code(400).send({ error: 'expected { reportId, refusals }' });
      const { reportId, refusals } = parsed.data;
      const isNew = await database.acrossTenants.transaction(async (tx) => {
        if (!(await takeIn(tx, 'refusals', { id: reportId }))) return false;
        const events = refusals.map((refused) => toEvent(reportId, refused));
        await appendManyToOutbox(tx, 'analytics', events);
        return true;
      });
      return reply.send({ isNew });
    });
  };
}

/** Of nobody that is known: an entry of the platform. */
function toEvent(
  reportId: string,
  { organizationId, userId, impersonatorId, network, ...facts }: Refusal,
): TenantEvent {
  const tenantId = organizationId ?? platformTenant;
  const caller = { requestId: reportId, ip: network, userAgent: null, user: null };
  const metadata = { ...facts, ...(impersonatorId !== null && { impersonatorId }) };
  const effect = { resource: null, isRefused: true, metadata };
  const actor = userId === null ? {} : { actor: { id: userId, organizationId: tenantId } };
  return { tenantId, ...auditEvent(caller, { action: refusalAction }, { ...effect, ...actor }) };
}

type Refusal = z.infer<typeof refusal>;
