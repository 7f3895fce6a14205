import type { Database, EventLog, Instruments, Lifecycle, Logger } from '@conea/platform';
import { createAuditSigner, createAuditVerifier, publicKeyOf } from '../domain/audit-keys.ts';
import type { AuditVault } from '../domain/audit-vault.ts';
import { unsealedAge } from '../store/audit-chain-store.ts';
import { signCheckpoints } from './checkpoint.ts';
import { startAuditIngest } from './ingest-audit.ts';
import { startPeriodically } from './periodically.ts';
import { startSealing } from './seal.ts';

export type AuditTrailOptions = {
  database: Database;
  eventLog: EventLog;
  vault: AuditVault;
  /** Ed25519: the private key that signs, and the public ones that signed before. */
  signingKey: string;
  trustedKeys: readonly string[];
  /** Seconds between checkpoints. */
  checkpointPeriod: number;
  instruments: Instruments;
  lifecycle: Lifecycle;
  log: Logger;
};

const ageReading = 1_000;

/** Keeps the audit trail: takes entries in, seals them and signs their chains. */
export function startAuditTrail(options: AuditTrailOptions): void {
  const { database, eventLog, vault, signingKey, trustedKeys, checkpointPeriod, lifecycle, log } = options;
  const [signer, verify] = [
    createAuditSigner(signingKey),
    createAuditVerifier([publicKeyOf(signingKey), ...trustedKeys]),
  ];
  const state: State = { rejected: 0, unsealedAge: 0, unsigned: 0 };
  startAuditIngest(database, eventLog, log, (count) => (state.rejected += count));
  lifecycle.onStop('audit sealing', startSealing(database, log));
  const every = (seconds: number, failure: string, work: () => Promise<void>) =>
    lifecycle.onStop(
      failure,
      startPeriodically(seconds * 1_000, work, (error) => log.error({ err: error }, failure)),
    );
  every(checkpointPeriod, 'audit checkpoints failed', async () => {
    state.unsigned = await signCheckpoints({ database, vault, signer, verify, log });
  });
  every(ageReading / 1_000, 'audit age not read', async () => {
    state.unsealedAge = await unsealedAge(database);
  });
  defineMeasures(options.instruments, state);
}

type State = { rejected: number; unsealedAge: number; unsigned: number };

function defineMeasures({ reading }: Instruments, state: State): void {
  const help = 'Age of the oldest audit entry that is not sealed yet.';
  reading({ name: 'conea_audit_unsealed_age_seconds', help }, () => state.unsealedAge);
  reading({ name: 'conea_audit_rejected_events', help: 'Audit events that could not be read.' }, () => state.rejected);
  const unsigned = 'Audit chains that could not be signed at the last checkpoint: they may have been tampered with.';
  reading({ name: 'conea_audit_unsigned_chains', help: unsigned }, () => state.unsigned);
}
