import type { Keyset, PageRequest, Transaction } from '@conea/platform';

/** What a person allows a client, remembered until they take it back. */
export type Consent = { userId: string; clientId: string; scopes: string[]; createdAt: Date };

/** A client that a person lets act for them, as they see it. */
export type AuthorizedApplication = Consent & { name: string; organizationId: string };

/** What the use cases need of the stored consents. */
export type ConsentStore = {
  find(userId: string, clientId: string): Promise<Consent | null>;
  /** Adds the scopes to those that were allowed before. */
  remember(tx: Transaction, consent: Consent): Promise<void>;
  /** False when there is none. */
  forget(tx: Transaction, userId: string, clientId: string): Promise<boolean>;
  pageOfUser(userId: string, page: PageRequest): Promise<AuthorizedApplication[]>;
};

/** The position of an application in the list of a person. */
export function keysetOfApplication({ createdAt, clientId }: Consent): Keyset {
  return { at: createdAt, id: clientId };
}
