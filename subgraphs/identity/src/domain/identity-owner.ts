import { bindPerson, bindTransaction, newId, type DomainEvent, type Transaction } from '@conea/platform';
import { parseDisplayName } from './display-name.ts';
import { parseAsciiEmail, type Email } from './email.ts';
import type { LinkedIdentityStore } from './linked-identity.ts';
import type { LinkIdentity } from './link-identity.ts';
import type { MembershipStore } from './membership.ts';
import type { OrganizationStore } from './organization.ts';
import type { ProviderIdentity } from './provider-identity.ts';
import { createRestoreOffer, type RestoreOffer, type RestoreOfferParts } from './restore-offer.ts';
import { userErrors, type AccountExists, type EmailNotVerified, type NoOrganization } from './user-errors.ts';

/** Whose identity it is and where they are at home, what takes the deletion of their account back, or why nobody is found. */
export type IdentityOwner =
  | { userId: string; organizationId: string }
  | RestoreOffer
  | { error: AccountExists | EmailNotVerified | NoOrganization };

export type IdentityOwnerParts = RestoreOfferParts & {
  memberships: MembershipStore;
  organizations: OrganizationStore;
  linkedIdentities: LinkedIdentityStore;
  linkIdentity: LinkIdentity;
};

type Emit = (event: DomainEvent) => void;

// Never called like its first member: names of organizations are kept in clear.
const unnamed = 'My organization';

/**
 * Finds the person of an identity, by issuer and subject. Somebody new gets an account and an organization. An account that has the address
 * already is taken only if both sides verified it: the provider now, its owner here before.
 */
export function createIdentityOwner(parts: IdentityOwnerParts) {
  const { users, memberships, organizations, linkedIdentities, linkIdentity, clock } = parts;
  const offerRestoring = createRestoreOffer(parts);
  const homeOf = async (tx: Transaction, userId: string): Promise<IdentityOwner> => {
    await bindPerson(tx, userId);
    const home = await memberships.findHome(tx, userId);
    return home ? { userId, organizationId: home.organizationId } : { error: userErrors.noOrganization() };
  };
  const join = async (
    tx: Transaction,
    emit: Emit,
    identity: ProviderIdentity,
    email: Email,
  ): Promise<IdentityOwner> => {
    const account = await users.findAccount(tx, email.key);
    if (!account?.emailVerifiedAt) return { error: userErrors.accountExists() };
    const owner = await homeOf(tx, account.id);
    // Who is suspended everywhere gets no other way in.
    if ('userId' in owner)
      await linkIdentity(tx, emit, identity, { userId: account.id, address: account.email.address });
    return owner;
  };
  return async (
    tx: Transaction,
    emit: Emit,
    identity: ProviderIdentity,
    organizationName: string | null,
  ): Promise<IdentityOwner> => {
    const now = clock();
    const known = await linkedIdentities.lock(tx, identity);
    if (known) {
      await linkedIdentities.noteUse(tx, known, identity.email, now);
      const { deletedAt } = await users.getAccount(known.userId, tx);
      return deletedAt ? offerRestoring(tx, known.userId, deletedAt) : homeOf(tx, known.userId);
    }
    const email = parseAsciiEmail(identity.email ?? '');
    if (!email) return { error: userErrors.emailNotVerified() };
    const userId = newId('usr');
    const name = parseDisplayName(identity.name) ?? email.address;
    const person = { id: userId, email: email.address, emailKey: email.key, name, createdAt: now };
    await bindPerson(tx, userId);
    if (!(await users.create(tx, { ...person, passwordHash: null }))) return join(tx, emit, identity, email);
    await users.verifyEmail(tx, userId, email.key, now);
    const organization = { id: newId('org'), name: organizationName ?? unnamed, createdAt: now };
    await bindTransaction(tx, organization.id);
    await organizations.create(tx, organization);
    await memberships.add(tx, { organizationId: organization.id, userId, role: 'admin', joinedAt: now });
    emit({ type: 'organization.created', subject: organization.id, data: { name: organization.name } });
    emit({ type: 'user.signed_up', subject: userId, data: { organizationId: organization.id } });
    await linkIdentity(tx, emit, identity, { userId, address: email.address });
    return { userId, organizationId: organization.id };
  };
}
