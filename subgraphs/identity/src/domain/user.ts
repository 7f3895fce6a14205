import type { Keyset, PageRequest, Transaction } from '@conea/platform';
import type { Role } from './roles.ts';

/** A person who can sign in, as a member of one organization. */
export type User = {
  id: string;
  organizationId: string;
  email: string;
  name: string;
  role: Role;
  createdAt: Date;
  joinedAt: Date;
  suspendedAt: Date | null;
};

/** A person to be created, with what only this domain sees. */
export type NewUser = Pick<User, 'id' | 'email' | 'name' | 'createdAt'> & { emailKey: string; passwordHash: string };

/** A user's id and secret, found by address. */
export type Credentials = { id: string; passwordHash: string };

/** What the use cases need of the stored users. */
export type UserStore = {
  /** False when somebody has the address already. */
  create(tx: Transaction, user: NewUser): Promise<boolean>;
  findCredentials(emailKey: string): Promise<Credentials | null>;
  /** Only if the hash is still the one that was checked. */
  replacePasswordHash(tx: Transaction, userId: string, checkedHash: string, newHash: string): Promise<void>;
  /** Members of the organization, suspended ones too. */
  listByIds(organizationId: string, ids: readonly string[]): Promise<User[]>;
  pageOfOrganization(organizationId: string, page: PageRequest): Promise<User[]>;
};

/** The position of a user in the list of members. */
export function keysetOf({ joinedAt, id }: User): Keyset {
  return { at: joinedAt, id };
}
