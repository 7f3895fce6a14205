import { z } from 'zod';
import type { EndpointClient } from '../client.ts';
import type { Narrator } from '../story.ts';

const query = /* GraphQL */ `
  query AuditTrail {
    auditLogs(first: 100) {
      nodes {
        occurredAt
        domain
        action
        result
        actorId
        actor {
          name
        }
      }
    }
  }
`;
const entry = z.object({
  occurredAt: z.string(),
  domain: z.string(),
  action: z.string(),
  result: z.string(),
  actorId: z.string().nullable(),
  actor: z.object({ name: z.string() }).nullable(),
});
const shape = z.object({ auditLogs: z.object({ nodes: z.array(entry) }) });

export async function readAuditTrail(client: EndpointClient, narrator: Narrator) {
  narrator.chapter('Read the audit trail');
  const { nodes } = (await client.request(query, shape)).auditLogs;
  for (const { occurredAt, domain, action, result, actorId, actor } of nodes.slice(0, 8)) {
    narrator.line(
      `${occurredAt.slice(11, 19)}  ${domain.padEnd(12)} ${action.padEnd(18)} ${result.toLowerCase()}  ${actor?.name ?? actorId ?? ''}`,
    );
  }
  return nodes;
}
