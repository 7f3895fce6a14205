import type { Caller, Transaction } from '@conea/platform';
import type { Fingerprint } from './fingerprint.ts';
import { networkOf } from './network.ts';

/** What is needed of the stored counts. */
export type MailCountStore = {
  /** Counts one more mail for each of these in this hour; answers how many there were, in the same order. */
  count(tx: Transaction, subjects: readonly Buffer[], hour: Date): Promise<number[]>;
  /** Deletes counts of hours before this time; answers how many. */
  deleteBefore(before: Date): Promise<number>;
};

/** Until when no further mail may be asked for; null when this one may. */
export type AskForMail = (tx: Transaction, caller: Caller, address: string) => Promise<Date | null>;

const hour = 3_600_000;
/** Mails that can be asked for in an hour: nobody's mailbox is flooded, and no network asks for everybody's. */
export const mailsPerHour = { address: 5, network: 60 };

/** Bounds the mails that strangers can have sent, to one address and from one network. */
export function createMailAllowance(counts: MailCountStore, fingerprint: Fingerprint, clock: () => Date): AskForMail {
  return async (tx, { ip }, address) => {
    const begin = Math.floor(clock().getTime() / hour) * hour;
    const subjects = [fingerprint('mail to', address), fingerprint('mail from', networkOf(ip))];
    const [toAddress = 0, fromNetwork = 0] = await counts.count(tx, subjects, new Date(begin));
    const isSpent = toAddress > mailsPerHour.address || fromNetwork > mailsPerHour.network;
    return isSpent ? new Date(begin + hour) : null;
  };
}
