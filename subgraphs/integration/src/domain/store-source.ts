import type { Credentials } from './credentials.ts';
import type { Integration, StoreProfile } from './integration.ts';
import type { Resource, SourceRecord } from './records.ts';

/** Which records: changed since (inclusive) and before (exclusive), by the store's clock. */
export type SourceWindow = { changedSince: Date | null; changedBefore?: Date };

export type SourcePage = {
  records: SourceRecord[];
  /** The place behind the page; null when the page is empty. */
  cursor: string | null;
  hasMore: boolean;
};

/** A platform that stores run on. Every call may throw a SourceError. */
export type StoreSource = {
  /** Signs in with credentials that are not stored yet. */
  probe(shopDomain: string, credentials: Credentials, signal: AbortSignal): Promise<StoreProfile>;
  /** Records in the order of their change, oldest change first. */
  readPage(
    integration: Integration,
    resource: Resource,
    place: SourceWindow & { cursor: string | null },
    signal: AbortSignal,
  ): Promise<SourcePage>;
  /** How many records there are; null when the store counts no further. */
  count(
    integration: Integration,
    resource: Resource,
    window: SourceWindow,
    signal: AbortSignal,
  ): Promise<number | null>;
  /** One record as it is now; null when there is none any more. */
  readOne(
    integration: Integration,
    resource: Resource,
    sourceId: string,
    signal: AbortSignal,
  ): Promise<SourceRecord | null>;
  /** Makes the store tell of its changes at this address, and at no former address of ours. */
  subscribe(integration: Integration, address: string, signal: AbortSignal): Promise<void>;
  /** Makes the store tell nothing any more. */
  unsubscribe(integration: Integration, address: string, signal: AbortSignal): Promise<void>;
};
