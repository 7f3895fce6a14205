import type { Keyset, PageRequest, Transaction } from '@conea/platform';
import type { ClientKeys } from './client-keys.ts';

/** Software that signs people in with Conea, or itself as a service account. */
export type OauthClient = {
  id: string;
  organizationId: string;
  name: string;
  /** False: software that cannot keep a secret, such as a page or an app on somebody's device. */
  isConfidential: boolean;
  /** What its client credentials are worth a token of; null: nothing. */
  serviceAccountId: string | null;
  /** Where people may be sent back to; none: it signs nobody in. */
  redirectUris: string[];
  scopes: string[];
  /** What it proves itself with in place of a secret; null: see `jwksUri`. */
  jwks: ClientKeys | null;
  /** Where it publishes those itself; both null: it has a secret, or is public. */
  jwksUri: string | null;
  createdAt: Date;
};

/** A client with the hashes of the secrets that work at the moment. */
export type PresentedClient = OauthClient & { secretHashes: Buffer[] };

/** What can be changed of a client. */
export type ClientSettings = Pick<OauthClient, 'name' | 'redirectUris' | 'scopes' | 'jwks' | 'jwksUri'>;

/** Whether it proves itself with keys of its own, and so has no secret. */
export const hasKeys = ({ jwks, jwksUri }: Pick<OauthClient, 'jwks' | 'jwksUri'>) => jwks !== null || jwksUri !== null;

/** What the use cases need of the stored clients. */
export type OauthClientStore = {
  create(tx: Transaction, client: OauthClient): Promise<void>;
  /** How many the organization has; creations at the same time wait for each other. */
  countOfOrganization(tx: Transaction, organizationId: string): Promise<number>;
  /** Keeps others from changing it until the transaction ends. */
  lock(tx: Transaction, organizationId: string, id: string): Promise<OauthClient | null>;
  change(tx: Transaction, id: string, settings: ClientSettings): Promise<void>;
  /** With everything that was issued to it. */
  delete(tx: Transaction, id: string): Promise<void>;
  /** The secret before this one ends at `graceUntil`, those before that one at once. */
  replaceSecret(tx: Transaction, id: string, secretHash: Buffer, graceUntil: Date, now: Date): Promise<void>;
  /** For whoever comes with the id of a client: of any organization. */
  findPresented(id: string, now: Date): Promise<PresentedClient | null>;
  listByIds(organizationId: string, ids: readonly string[]): Promise<OauthClient[]>;
  pageOfOrganization(organizationId: string, page: PageRequest): Promise<OauthClient[]>;
};

/** The position of a client in the list of its organization. */
export function keysetOfOauthClient({ createdAt, id }: OauthClient): Keyset {
  return { at: createdAt, id };
}
