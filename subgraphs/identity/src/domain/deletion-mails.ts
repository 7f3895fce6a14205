import { quoted } from './invitation-mails.ts';
import { daysAfter, paragraphs, type Mail } from './mail.ts';

/** The token of a mail that takes a deletion back. */
export type MailedRestoring = { to: string; token: string; expiresAt: Date };

/** The mails about what was deleted; `link` leads to the app with a token. */
export function createDeletionMails(link: (action: string, token: string) => string, appUrl: string) {
  return {
    accountDeleted: ({ to, token, expiresAt }: MailedRestoring): Mail => ({
      ...{ to, expiresAt },
      subject: 'Your account was deleted',
      text: paragraphs(
        `Your account at Conea was deleted, and you were signed out everywhere. Until ${expiresAt.toISOString()} this link takes it back; then it is deleted for good:`,
        link('restore-account', token),
        'If it was not you, open the link, then choose another password.',
      ),
    }),
    accountRestored: (to: string, now: Date): Mail => ({
      ...{ to, expiresAt: daysAfter(now, 3) },
      subject: 'Your account was restored',
      text: paragraphs(
        `Your account at Conea was restored at ${now.toISOString()}. You can sign in again; API keys have to be made anew.`,
        'If it was not you, ask for a link to choose another password at once:',
        appUrl,
      ),
    }),
    organizationDeleted: (mail: MailedRestoring & { organizationName: string }): Mail => ({
      ...{ to: mail.to, expiresAt: mail.expiresAt },
      subject: 'Your organization was deleted',
      text: paragraphs(
        `${quoted(mail.organizationName, 'Your organization')} at Conea was deleted by one of its admins. Until ${mail.expiresAt.toISOString()} this link takes it back; then it is deleted for good:`,
        link('restore-organization', mail.token),
      ),
    }),
  };
}
