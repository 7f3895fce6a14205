import { newId, type DomainEvent, type Transaction } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import type { LinkedIdentityStore } from './linked-identity.ts';
import type { MailQueue } from './mail.ts';
import type { ProviderIdentity } from './provider-identity.ts';
import type { EndSessions } from './session-end.ts';

export type LinkIdentityParts = {
  linkedIdentities: LinkedIdentityStore;
  endSessions: EndSessions;
  mail: MailQueue;
  mails: AccountMails;
  clock: () => Date;
};

/** To whom an identity is linked; their session that goes on. */
export type LinkTarget = { userId: string; address: string; sessionId?: string };

/** Lets a person sign in with an identity from now on; answers the id of the link. Their other sessions end, and they are told by mail. */
export type LinkIdentity = (
  tx: Transaction,
  emit: (event: DomainEvent) => void,
  identity: ProviderIdentity,
  target: LinkTarget,
) => Promise<string>;

export function createLinkIdentity(parts: LinkIdentityParts): LinkIdentity {
  const { linkedIdentities, endSessions, mail, mails, clock } = parts;
  return async (tx, emit, identity, { userId, address, sessionId }) => {
    const [id, now] = [newId('idn'), clock()];
    await linkedIdentities.add(tx, identity, { id, userId, linkedAt: now });
    const others = sessionId === undefined ? {} : { exceptSessionId: sessionId };
    await endSessions(tx, emit, { userId, ...others }, 'identity_changed');
    await mail.send(tx, mails.identityLinked(address, identity.provider, now));
    emit({ type: 'identity.linked', subject: id, data: { userId, provider: identity.provider } });
    return id;
  };
}
