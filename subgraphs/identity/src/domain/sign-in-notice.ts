import type { Caller, Transaction } from '@conea/platform';
import type { AccountMails } from './account-mails.ts';
import { deviceOf } from './device.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { MailQueue } from './mail.ts';
import { networkOf } from './network.ts';
import type { UserStore } from './user.ts';

/** What is needed of the stored places. */
export type SignInPlaceStore = {
  /** Notes a sign-in from there; says whether the person was there before, and whether they were anywhere. */
  note(tx: Transaction, userId: string, placeHash: Buffer, now: Date): Promise<{ isKnown: boolean; isFirst: boolean }>;
  /** Deletes those where nobody signed in since; answers how many. */
  deleteForgotten(before: Date): Promise<number>;
};

/** Tells a person by mail of a sign-in with a device, or from a network, that they did not use before; never of their first. */
export type NoteSignIn = (tx: Transaction, caller: Caller, userId: string, now: Date) => Promise<void>;

export type SignInNoticeParts = {
  signInPlaces: SignInPlaceStore;
  fingerprint: Fingerprint;
  users: UserStore;
  mail: MailQueue;
  mails: AccountMails;
};

/** How long a place stays known without a sign-in. */
export const placeDays = 180;

/** A place is the kind of device on a network: neither alone would tell somebody with the same browser elsewhere. */
export function createNoteSignIn({ signInPlaces, fingerprint, users, mail, mails }: SignInNoticeParts): NoteSignIn {
  return async (tx, { ip, userAgent }, userId, now) => {
    const device = deviceOf(userAgent);
    const place = fingerprint('sign-in place', JSON.stringify([userId, device, networkOf(ip)]));
    const { isKnown, isFirst } = await signInPlaces.note(tx, userId, place, now);
    if (isKnown || isFirst) return;
    const { email } = await users.getAccount(userId, tx);
    await mail.send(tx, mails.signedInElsewhere(email.address, { device, ip }, now));
  };
}
