import type { Transaction } from '@conea/platform';

/** A mail to one person. */
export type Mail = {
  to: string;
  subject: string;
  text: string;
  /** From then on nobody needs it any longer: what it leads to has ended. */
  expiresAt: Date;
};

/** Mails are sent after the transaction that needs them, and never when it is rolled back. */
export type MailQueue = { send(tx: Transaction, mail: Mail): Promise<void> };

/** When what a mail only tells is old news. */
export function daysAfter(now: Date, days: number): Date {
  return new Date(now.getTime() + days * 86_400_000);
}

/** The text of a mail. */
export function paragraphs(...texts: readonly string[]): string {
  return `${texts.join('\n\n')}\n`;
}
