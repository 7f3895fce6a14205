import type { Transaction } from '@conea/platform';
import type { ProviderIdentity, ProviderName } from './provider-identity.ts';

/** An account at a provider that a person signs in with. */
export type LinkedIdentity = {
  id: string;
  userId: string;
  provider: ProviderName;
  /** The address that the provider told last. */
  email: string | null;
  linkedAt: Date;
  lastUsedAt: Date | null;
};

/** Of one person. */
export const maxLinkedIdentities = 20;

/** What the use cases need of the stored identities. */
export type LinkedIdentityStore = {
  /** The account it is linked to. Whoever asks for the same identity at the same time waits for the transaction. */
  lock(tx: Transaction, identity: ProviderIdentity): Promise<LinkedIdentity | null>;
  /** The identities of a person and whether they have a password; who asks at the same time waits for the transaction. */
  lockOfUser(tx: Transaction, userId: string): Promise<{ identities: LinkedIdentity[]; hasPassword: boolean }>;
  add(
    tx: Transaction,
    identity: ProviderIdentity,
    link: Pick<LinkedIdentity, 'id' | 'userId' | 'linkedAt'>,
  ): Promise<void>;
  noteUse(
    tx: Transaction,
    known: Pick<LinkedIdentity, 'id' | 'userId'>,
    email: string | null,
    now: Date,
  ): Promise<void>;
  remove(tx: Transaction, id: string): Promise<void>;
  /** The earliest first; at most `maxLinkedIdentities`. */
  listOfUser(userId: string): Promise<LinkedIdentity[]>;
};
