import type { Mail } from './mail.ts';

/** A token in a mail. */
export type MailedToken = { to: string; token: string; expiresAt: Date };

/**
 * The mails about accounts. A link leads to the app of this installation, with the token behind the `#`, where neither servers nor their logs
 * see it.
 */
export function createAccountMails(appUrl: string) {
  const link = (action: string, token: string) => new URL(`#${action}=${token}`, appUrl).href;
  return {
    verifyEmail: ({ to, token, expiresAt }: MailedToken): Mail => ({
      ...{ to, expiresAt },
      subject: 'Confirm your e-mail address',
      text: paragraphs(
        'Somebody, most likely you, has an account at Conea with this address. Open this link within a day to confirm that it is yours:',
        link('verify-email', token),
        'If it was not you, do nothing: without this link the address stays unconfirmed.',
      ),
    }),
  };
}

export type AccountMails = ReturnType<typeof createAccountMails>;

function paragraphs(...texts: readonly string[]): string {
  return `${texts.join('\n\n')}\n`;
}
