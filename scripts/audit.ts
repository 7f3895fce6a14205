import {
  createDataKeys,
  createDatabase,
  createEnvelope,
  createLogger,
  createSecretBox,
  sealingKeys,
} from '@conea/platform';
import type { Database } from '@conea/platform';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createAuditVerifier, publicKeyOf } from '../subgraphs/analytics/src/domain/audit-keys.ts';
import { verifyTenant, type TenantReport } from '../subgraphs/analytics/src/jobs/verify-tenant.ts';
import { vaultEnv } from '../subgraphs/analytics/src/env.ts';
import { openVault } from '../subgraphs/analytics/src/sources/open-vault.ts';
import { listChains } from '../subgraphs/analytics/src/store/audit-chain-store.ts';
import { listVaultTenants } from '../subgraphs/analytics/src/jobs/audit-proof.ts';
import { loadSettings } from './start/settings.ts';
import { portsFor } from './start/stack.ts';

const usage = `Checks the audit trail: every hash, every signed checkpoint, and that nothing is missing.

  npm run audit -- verify                    of every organization
  npm run audit -- verify --tenant org_…     of one
  npm run audit -- verify --from 1200        from this entry on: what was signed before it is taken for granted
  npm run audit -- verify --archives         archived files as well: every entry from the first one on
  npm run audit -- verify --json             one line of JSON for each organization
  npm run audit -- --help                    this text

It names the first bad entry of a chain and what is wrong with it: changed, deleted, swapped, cut (the end is missing), forged (hashes were
made anew), unsealed (not in the chain), checkpoint, tombstone (a signed statement is missing or not valid), archive (a file is missing or not
what was archived).

Exit code: 0 everything is as it was sealed · 1 something is not · 2 it could not be checked.

Environment: ANALYTICS_DATABASE_URL, AUDIT_DIRECTORY or AUDIT_S3_BUCKET, AUDIT_SIGNING_KEY or AUDIT_TRUSTED_KEYS (public keys, comma separated), and
SECRETS_KEY of analytics with --archives, which are sealed. Without them, those of \`npm start\` on this machine.
`;

const environment = z.object({
  ANALYTICS_DATABASE_URL: z.url(),
  ...vaultEnv.shape,
  AUDIT_SIGNING_KEY: z.string().optional(),
  AUDIT_TRUSTED_KEYS: z.string().optional(),
  SECRETS_KEY: sealingKeys.optional(),
});

process.exitCode = await run().catch((error: unknown) => {
  console.error(`The audit trail could not be checked: ${error instanceof Error ? error.message : String(error)}`);
  return 2;
});

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      tenant: { type: 'string' },
      from: { type: 'string', default: '1' },
      archives: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return tell(0);
  if (positionals.join() !== 'verify') return tell(2);
  const from = z.coerce.number().int().min(1, 'is a number from 1').parse(values.from);
  const format = values.json ? (report: TenantReport) => JSON.stringify(report) : sentence;
  return verify({ tenant: values.tenant, from, hasArchives: values.archives, format });
}

function tell(code: number): number {
  console.log(usage);
  return code;
}

type Wish = { tenant: string | undefined; from: number; hasArchives: boolean; format(report: TenantReport): string };

async function verify({ tenant, from, hasArchives, format }: Wish): Promise<number> {
  const env = environment.parse(process.env['ANALYTICS_DATABASE_URL'] ? process.env : ofThisMachine());
  const keys = (env.AUDIT_TRUSTED_KEYS ?? '').split(',').filter((key) => key !== '');
  const own = env.AUDIT_SIGNING_KEY === undefined ? [] : [publicKeyOf(env.AUDIT_SIGNING_KEY)];
  const vault = openVault(env);
  const log = createLogger('audit', 'silent');
  const database = createDatabase({ url: env.ANALYTICS_DATABASE_URL, name: 'audit', log, maxConnections: 2 });
  const envelope = hasArchives ? openEnvelope(database, env.SECRETS_KEY) : undefined;
  const options = { database, vault, envelope, verify: createAuditVerifier([...own, ...keys]) };
  try {
    let faults = 0;
    // A chain that is gone altogether is known from what was signed of it.
    const tenants = tenant === undefined ? new Set(await listVaultTenants(vault)) : new Set([tenant]);
    if (tenant === undefined) for await (const known of listChains(database.acrossTenants)) tenants.add(known);
    for (const tenantId of tenants) {
      const report = await verifyTenant(options, tenantId, from);
      console.log(format(report));
      if (report.fault) faults++;
    }
    return faults > 0 ? 1 : 0;
  } finally {
    await database.close();
  }
}

function openEnvelope(database: Database, keys: readonly Buffer[] | undefined) {
  if (!keys) throw new Error('set SECRETS_KEY to follow archives: they are sealed');
  const box = createSecretBox(() => keys);
  return createEnvelope(createDataKeys({ database, box, refresh: async () => undefined }));
}

function sentence(report: TenantReport): string {
  const { tenantId, fromSeq, toSeq, checkpoints, purged, hasArchives, unreadable, fault } = report;
  if (fault) {
    const entry = fault.entryId === null ? '' : ` (${fault.entryId})`;
    return `${tenantId}: BAD at entry ${fault.seq}${entry}: ${fault.kind}: ${fault.detail}`;
  }
  const gone = unreadable === 0 ? '' : ` (${unreadable} as they were signed: their keys went with the organization)`;
  const archived = hasArchives ? ` and followed in their archives${gone}` : '';
  const before = purged === 0 ? '' : `, ${purged} purged${archived}`;
  return `${tenantId}: good, entries ${fromSeq} to ${toSeq}, ${checkpoints} checkpoints${before}`;
}

function ofThisMachine(): NodeJS.ProcessEnv {
  const root = fileURLToPath(new URL('../', import.meta.url));
  const directory = resolve(root, process.env['CONEA_STATE_DIRECTORY'] ?? '.conea');
  if (!existsSync(join(directory, 'settings.json')))
    throw new Error(`set ANALYTICS_DATABASE_URL, or run npm start first`);
  const { databasePasswords, auditSigningKey, secretsKey } = loadSettings(directory);
  const { postgres } = portsFor(Number(process.env['CONEA_PORT_OFFSET'] ?? 0));
  return {
    ANALYTICS_DATABASE_URL: `postgres://analytics:${databasePasswords['analytics']}@127.0.0.1:${postgres}/analytics`,
    AUDIT_DIRECTORY: join(directory, 'audit'),
    AUDIT_SIGNING_KEY: auditSigningKey,
    SECRETS_KEY: secretsKey,
  };
}
