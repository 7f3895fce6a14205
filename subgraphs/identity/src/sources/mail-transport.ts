import type { Mail } from '../domain/mail.ts';

/** A way of sending mail. Its errors are MailErrors, which name nobody. */
export type MailTransport = {
  /** Resolves when another server has taken the mail. The id is the same when a mail is sent again, so that a receiver can tell. */
  deliver(id: string, mail: Mail): Promise<void>;
  close(): void;
};

/** A mail that was not taken; when `isPermanent`, it never will be. The words of servers are left out: they repeat addresses. */
export class MailError extends Error {
  override name = 'MailError';
  readonly isPermanent: boolean;

  constructor(reason: string, isPermanent: boolean) {
    super(`the mail was not taken (${reason})`);
    this.isPermanent = isPermanent;
  }
}
