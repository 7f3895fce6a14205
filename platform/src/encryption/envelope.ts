import type { Registry } from 'prom-client';
import { createInstruments } from '../instruments.ts';
import { decrypt, encrypt } from './aead.ts';
import type { DataKeys } from './data-keys.ts';

/** Where a sealed value stands: it opens nowhere else. */
export type Place = { tenantId: string; table: string; column: string; rowId: string };

/** Seals the values of tenants for their place, each tenant's under keys of its own. */
export type Envelope = {
  /** Answers `v2.<data key id>.<iv>.<ciphertext>.<tag>`. */
  seal(place: Place, plaintext: string | Buffer): Promise<string>;
  /** Rejects with an EnvelopeError when the value was changed or is not from this place, or when its key is gone. */
  open(place: Place, sealed: string): Promise<string>;
  /** The same, of a value that is no text. */
  openBytes(place: Place, sealed: string): Promise<Buffer>;
};

/** A value that cannot be read. The message names its place, and neither the value nor what is stored. */
export class EnvelopeError extends Error {
  override name = 'EnvelopeError';
  /** Nobody can read it any longer: the key that it is sealed under is gone. */
  readonly isKeyGone: boolean;

  constructor(message: string, isKeyGone = false) {
    super(message);
    this.isKeyGone = isKeyGone;
  }
}

const form = /^v2\.(?<id>dk_[0-9a-f]{32})\.(?<encrypted>[\w.-]+)$/;

/**
 * Envelope encryption: AES-256-GCM under the tenant's data key; version, place and key id are authenticated. With `metrics`, values that cannot be read
 * are counted in `unreadable_values_total{column}`.
 */
export function createEnvelope(keys: Pick<DataKeys, 'current' | 'find'>, metrics?: Registry): Envelope {
  const count = metrics && countUnreadable(metrics);
  const openBytes = createOpen(keys, (place) => count?.({ column: `${place.table}.${place.column}` }));
  return {
    seal: async (place, plaintext) => {
      const { id, key } = await keys.current(place.tenantId);
      return `v2.${id}.${encrypt(key, plaintext, boundTo(place, id))}`;
    },
    open: async (place, sealed) => (await openBytes(place, sealed)).toString('utf8'),
    openBytes,
  };
}

function createOpen(keys: Pick<DataKeys, 'find'>, onUnreadable: (place: Place) => void): Envelope['openBytes'] {
  const open = async (place: Place, sealed: string) => {
    const { id, encrypted } = form.exec(sealed)?.groups ?? {};
    if (id === undefined || encrypted === undefined) throw unreadable(place, 'is not a sealed value');
    const key = await keys.find(place.tenantId, id);
    if (!key) throw unreadable(place, 'is sealed under a key that its tenant does not have', true);
    const opened = decrypt(key.key, encrypted, boundTo(place, id));
    if (!opened) throw unreadable(place, 'was changed, or is not from this place');
    return opened;
  };
  return async (place, sealed) => {
    try {
      return await open(place, sealed);
    } catch (error) {
      if (error instanceof EnvelopeError) onUnreadable(place);
      throw error;
    }
  };
}

function countUnreadable(metrics: Registry) {
  return createInstruments(metrics).counter({
    ...{ name: 'unreadable_values_total', help: 'Sealed values that were asked for and could not be opened.' },
    labels: ['column'],
  });
}

// As JSON no part can run into the next one.
const boundTo = ({ tenantId, table, column, rowId }: Place, keyId: string) =>
  JSON.stringify(['v2', tenantId, table, column, rowId, keyId]);

function unreadable({ table, column, rowId }: Place, reason: string, isKeyGone = false): EnvelopeError {
  return new EnvelopeError(`${table}.${column} of ${rowId} ${reason}`, isKeyGone);
}
