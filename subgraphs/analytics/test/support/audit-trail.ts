import { createDataKeys, createEnvelope, createSecretBox, newId, sql, subgraphMigrations } from '@conea/platform';
import type { ConeaEvent, Database, SealingKeys } from '@conea/platform';
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { chainStart, nextHead, type SealedEntry } from '../../src/domain/audit-chain.ts';
import { readChain } from '../../src/store/sealed-entries.ts';

export const analyticsMigrations = [subgraphMigrations, fileURLToPath(new URL('../../migrations/', import.meta.url))];

/** An Ed25519 key as `AUDIT_SIGNING_KEY` has it. */
export const newSigningKey = () =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');

/** What archives are sealed with, and the keys of organizations in a database that are wrapped under these. */
export function sealingOf(database: Database, wrapping: SealingKeys) {
  const keys = createDataKeys({ database, box: createSecretBox(wrapping), refresh: async () => undefined });
  return { keys, envelope: createEnvelope(keys) };
}

/** The event of an audit entry. */
export function anAuditEvent(tenantid: string, action: string, data: object = {}, at = new Date()): ConeaEvent {
  const fixed = { specversion: '1.0', source: '/ai', datacontenttype: 'application/json' } as const;
  const record = { action, actorId: 'usr_1', result: 'success', ipAddress: '192.0.2.1', ...data };
  const event = { id: newId('evt'), type: 'conea.ai.audit.recorded', subject: action, time: at.toISOString() };
  return { ...fixed, ...event, tenantid, data: record };
}

/** The whole chain of a tenant, as far as it is in the database. */
export async function chainOf(database: Database, tenantId: string): Promise<SealedEntry[]> {
  const rows = [];
  for await (const batch of readChain(database, tenantId, 0)) rows.push(...batch);
  return rows;
}

/** What somebody does who can write to the database and knows how hashes are made. */
export async function forgeFrom(database: Database, tenantId: string, seq: number): Promise<void> {
  let head = chainStart(tenantId);
  for (const { entry, ...sealed } of await chainOf(database, tenantId)) {
    if (!entry) throw new Error('the entry is missing');
    head = sealed.seq < seq ? sealed : nextHead(head, entry);
    await database.execute(
      sql`update audit_seals set hash = ${head.hash} where tenant_id = ${tenantId} and seq = ${sealed.seq}`,
    );
  }
  await database.execute(sql`update audit_chains set hash = ${head.hash} where tenant_id = ${tenantId}`);
}

/** Runs `npm run audit` with these arguments and this environment alone. */
export function runAudit(args: string[], env: NodeJS.ProcessEnv): Promise<{ code: number; output: string }> {
  const script = fileURLToPath(new URL('../../../../scripts/audit.ts', import.meta.url));
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...args], { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}
