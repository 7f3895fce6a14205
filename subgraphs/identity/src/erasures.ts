import { createInstruments, startErasure } from '@conea/platform';
import type { Database, EventLog, Lifecycle, Logger, Registry } from '@conea/platform';
import { createColumnSeal, type Seals } from './domain/column-seal.ts';
import { sealedAddressPlace } from './domain/erasure.ts';
import type { Keyring } from './domain/keyring.ts';
import type { MailQueue } from './domain/mail.ts';
import { startErasureCollection } from './jobs/collect-erasures.ts';
import { createErasureStore } from './store/erasure-store.ts';

export type ErasuresParts = {
  database: Database;
  eventLog: EventLog;
  seals: Seals;
  keyring: Keyring;
  mail: MailQueue;
  issuer: string;
  keySetUrl: string;
  erasureOverdueHours: number;
  clock: () => Date;
  log: Logger;
  metrics: Registry;
  lifecycle: Pick<Lifecycle, 'onStop'>;
};

/** Erases what identity itself holds of whom it has purged, and collects what all domains answer; answers what the hourly work needs to ask them. */
export function startErasures(parts: ErasuresParts) {
  const { database, eventLog, log, lifecycle, erasureOverdueHours } = parts;
  const erasures = createErasureStore(database);
  const addressSeal = createColumnSeal(parts.seals, sealedAddressPlace);
  // All that identity has of them goes with the account; what is left is what every domain has.
  const kept = { revocations: 'for as long as tokens last', erasures: 'the proof of it, under an opaque id' };
  const erasing = startErasure({
    database,
    eventLog,
    domain: 'identity',
    steps: [],
    keeps: { User: kept, Organization: kept },
    log,
  });
  lifecycle.onStop('erasure', () => erasing.stop());
  lifecycle.onStop('answers of erasures', startErasureCollection({ ...parts, erasures, addressSeal }));
  const gauge = createInstruments(parts.metrics).gauge({
    ...{ name: 'identity_erasures_overdue', help: 'Erasures that a domain has not answered in time.' },
    aggregator: 'max',
  });
  const onOverdueErasures = (count: number) => gauge({}, count);
  return { erasures, addressSeal, erasureOverdueHours, onOverdueErasures };
}
