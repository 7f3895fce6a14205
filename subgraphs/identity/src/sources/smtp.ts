import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { MailError, type MailTransport } from './mail-transport.ts';

export type SmtpOptions = {
  /** `smtp://` or `smtps://`, with user and password; `?requireTLS=true` refuses a server that has no STARTTLS. */
  url: string;
  /** `Name <address>`. */
  from: string;
  /** Milliseconds for a connection and for each answer; default 10,000. */
  timeout?: number;
};

const failure = z.object({
  code: z.string().optional(),
  responseCode: z.number().optional(),
  permanent: z.boolean().optional(),
});
const maxConnections = 4;

/** Hands mails to an SMTP server over a few kept connections. */
export function createSmtp({ url, from, timeout = 10_000 }: SmtpOptions): MailTransport {
  const [, domain = 'localhost'] = /@([^@>\s]+)>?\s*$/.exec(from) ?? [];
  const smtp = createTransport(
    {
      ...{ url, pool: true, maxConnections, maxRequeues: 0, disableFileAccess: true, disableUrlAccess: true },
      ...{ connectionTimeout: timeout, greetingTimeout: timeout, socketTimeout: timeout },
    },
    { from, headers: { 'Auto-Submitted': 'auto-generated' } },
  );
  return {
    deliver: async (id, { to, subject, text }) => {
      try {
        // An object, so that no text is read as a list of addresses.
        await smtp.sendMail({ messageId: `<${id}@${domain}>`, to: { name: '', address: to }, subject, text });
      } catch (error) {
        const { code, responseCode, permanent = false } = failure.parse(error);
        // A refused sign-in is our own mistake, to be mended before the next try.
        throw new MailError([code, responseCode].filter(Boolean).join(' '), permanent && code !== 'EAUTH');
      }
    },
    close: () => smtp.close(),
  };
}
