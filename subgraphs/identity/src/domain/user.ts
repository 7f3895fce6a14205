import type { Keyset, PageRequest, Transaction } from '@conea/platform';
import type { Email } from './email.ts';
import type { RoleHeld } from './roles.ts';

/** A person who can sign in, as a member of one organization. */
export type User = RoleHeld & {
  id: string;
  organizationId: string;
  email: string;
  emailVerifiedAt: Date | null;
  name: string;
  createdAt: Date;
  joinedAt: Date;
  suspendedAt: Date | null;
};

/** A person to be created, with what only this domain sees. */
export type NewUser = Pick<User, 'id' | 'email' | 'name' | 'createdAt'> & {
  emailKey: string;
  /** Null: they sign in with another provider. */
  passwordHash: string | null;
};

/** A user's id and secret, found by address; `deletedAt` is null unless the account is to be purged. */
export type Credentials = { id: string; passwordHash: string | null; deletedAt: Date | null };

/** A person by themselves, whatever organizations they are in. */
export type Account = {
  id: string;
  name: string;
  email: Email;
  emailVerifiedAt: Date | null;
  passwordHash: string | null;
  deletedAt: Date | null;
  /** Since when those who run the platform keep them out. */
  suspendedAt: Date | null;
};

/** What the use cases need of the stored users. */
export type UserStore = {
  /** False when somebody has the address already. */
  create(tx: Transaction, user: NewUser): Promise<boolean>;
  findCredentials(emailKey: string): Promise<Credentials | null>;
  /** Throws when there is none: for a user who has just been authenticated. */
  getAccount(userId: string, tx?: Transaction): Promise<Account>;
  /** The user of an address, unless the account is deleted. */
  findAccount(tx: Transaction, emailKey: string): Promise<Account | null>;
  /** False when the user has another address by now, or is gone. */
  setPassword(tx: Transaction, userId: string, emailKey: string, passwordHash: string): Promise<boolean>;
  /** False when the user has another address by now, or is gone. An address that was verified before stays so since then. */
  verifyEmail(tx: Transaction, userId: string, emailKey: string, now: Date): Promise<boolean>;
  /** Notes who is kept out of every organization; one who was before stays so since then. False when there is no such user. */
  suspend(tx: Transaction, userId: string, reason: string, now: Date): Promise<boolean>;
  /** False when the user is not suspended. */
  endSuspension(tx: Transaction, userId: string): Promise<boolean>;
  exists(tx: Transaction, userId: string): Promise<boolean>;
  rename(tx: Transaction, userId: string, name: string): Promise<void>;
  /** The address counts as verified. False when somebody else has it; who takes it at the same time is waited for. */
  changeEmail(tx: Transaction, userId: string, email: Email, now: Date): Promise<boolean>;
  /** False when the hash is no longer the one that was checked. */
  replacePasswordHash(tx: Transaction, userId: string, checkedHash: string, newHash: string): Promise<boolean>;
  /** Members of the organization, suspended ones too. */
  listByIds(organizationId: string, ids: readonly string[]): Promise<User[]>;
  pageOfOrganization(organizationId: string, page: PageRequest): Promise<User[]>;
};

/** The position of a user in the list of members. */
export function keysetOf({ joinedAt, id }: User): Keyset {
  return { at: joinedAt, id };
}
