import type { DataKeys, Database, Envelope, EventLog, Instruments, Lifecycle, Logger } from '@conea/platform';
import { createAuditSigner, createAuditVerifier, publicKeyOf } from '../domain/audit-keys.ts';
import type { AuditVault } from '../domain/audit-vault.ts';
import { signCheckpoints } from './checkpoint.ts';
import { startAuditIngest } from './ingest-audit.ts';
import { startIndexing } from './index-texts.ts';
import { startPeriodically } from './periodically.ts';
import { purgeEverything } from './purge.ts';

export type AuditTrailOptions = {
  database: Database;
  eventLog: EventLog;
  vault: AuditVault;
  /** What archives are sealed with, and the keys for it. */
  envelope: Envelope;
  keys: DataKeys;
  /** Ed25519: the private key that signs, and the public ones that signed before. */
  signingKey: string;
  trustedKeys: readonly string[];
  /** Seconds between checkpoints. */
  checkpointPeriod: number;
  /** Seconds between two looks for what is to be archived and purged. */
  purgePeriod: number;
  instruments: Instruments;
  lifecycle: Lifecycle;
  log: Logger;
};

/** Keeps the audit trail: takes entries in and seals them, makes them searchable, signs their chains, archives and purges what is over. */
export function startAuditTrail(options: AuditTrailOptions): void {
  const { database, eventLog, vault, envelope, keys, signingKey, trustedKeys, lifecycle, log } = options;
  const signer = createAuditSigner(signingKey);
  const verify = createAuditVerifier([publicKeyOf(signingKey), ...trustedKeys]);
  const state: State = { rejected: 0, unsealedAge: () => 0, unsigned: 0, unpurged: 0 };
  const countPurged = defineMeasures(options.instruments, state);
  state.unsealedAge = startAuditIngest(database, eventLog, log, (count) => (state.rejected += count));
  lifecycle.onStop('audit search', startIndexing(database, log));
  const every = (seconds: number, failure: string, work: (signal: AbortSignal) => Promise<void>) =>
    lifecycle.onStop(
      failure,
      startPeriodically(seconds * 1_000, work, (error) => log.error({ err: error }, failure)),
    );
  every(options.checkpointPeriod, 'audit checkpoints failed', async () => {
    state.unsigned = await signCheckpoints({ database, vault, signer, verify, log });
  });
  every(options.purgePeriod, 'audit purge failed', async (signal) => {
    // Archives are written once, so what they are sealed under stays, under the newest of the keys that wrap it.
    while (!signal.aborted && (await keys.rewrapOld()) > 0);
    const purging = { database, vault, envelope, signer, verify, log, onPurged: countPurged };
    state.unpurged = (await purgeEverything(purging, new Date(), signal)) ?? 0;
  });
}

type State = { rejected: number; unsealedAge: () => number; unsigned: number; unpurged: number };

/** Answers how to count what was purged. */
function defineMeasures({ reading, counter }: Instruments, state: State): (count: number) => void {
  const help = 'Age of the oldest audit entry that was delivered and is not sealed yet.';
  reading({ name: 'conea_audit_unsealed_age_seconds', help }, () => state.unsealedAge());
  reading({ name: 'conea_audit_rejected_events', help: 'Audit events that could not be read.' }, () => state.rejected);
  const unsigned = 'Audit chains that could not be signed at the last checkpoint: they may have been tampered with.';
  reading({ name: 'conea_audit_unsigned_chains', help: unsigned }, () => state.unsigned);
  const unpurged = 'Audit chains that could not be archived and purged at the last try.';
  reading({ name: 'conea_audit_unpurged_chains', help: unpurged }, () => state.unpurged);
  const purged = counter({ name: 'conea_audit_purged_entries_total', help: 'Audit entries archived and purged.' });
  return (count) => purged({}, count);
}
