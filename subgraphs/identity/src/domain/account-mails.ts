import { daysAfter, paragraphs, type Mail } from './mail.ts';
import { createSecurityMails } from './security-mails.ts';
import { createDataExportMails } from './data-export-mails.ts';
import { createDeletionMails } from './deletion-mails.ts';
import { createInvitationMails } from './invitation-mails.ts';
import { createIdentityMails } from './identity-mails.ts';
import { createSecondFactorMails } from './second-factor-mails.ts';

/** A token in a mail. */
export type MailedToken = { to: string; token: string; expiresAt: Date };

/** Who acts as whom, why and until when. */
export type ImpersonationNotice = { to: string; name: string; reason: string; until: Date };

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
    resetPassword: ({ to, token, expiresAt }: MailedToken): Mail => ({
      ...{ to, expiresAt },
      subject: 'Choose a new password',
      text: paragraphs(
        'Somebody, most likely you, has forgotten the password of your account at Conea. Open this link within ten minutes to choose another one:',
        link('reset-password', token),
        'If it was not you, do nothing: your password stays as it is.',
      ),
    }),
    changeEmail: ({ to, token, expiresAt }: MailedToken): Mail => ({
      ...{ to, expiresAt },
      subject: 'Confirm your new e-mail address',
      text: paragraphs(
        'Somebody, most likely you, wants to sign in at Conea with this address from now on. Open this link within a day to confirm that it is yours:',
        link('confirm-email-change', token),
        'If it was not you, do nothing: nothing changes without this link.',
      ),
    }),
    emailChangeRequested: (to: string, expiresAt: Date): Mail => ({
      ...{ to, expiresAt },
      subject: 'Somebody wants to change your e-mail address',
      text: paragraphs(
        'Somebody who knows your password, most likely you, wants to sign in at Conea with another address. It changes when a link in a mail to that address is opened.',
        'If it was not you, change your password at once:',
        appUrl,
      ),
    }),
    emailChanged: (to: string, now: Date): Mail => ({
      ...{ to, expiresAt: daysAfter(now, 3) },
      subject: 'Your e-mail address has changed',
      text: paragraphs(
        `At ${now.toISOString()} the account at Conea that had this address got another one, and was signed out elsewhere.`,
        'If it was not you, write to the admins of your organization.',
      ),
    }),
    impersonated: ({ to, name, reason, until }: ImpersonationNotice): Mail => ({
      ...{ to, expiresAt: daysAfter(until, 3) },
      subject: 'Somebody acts as you at Conea',
      text: paragraphs(
        `${name}, who may do this in your organization, acts as you until ${until.toISOString()} at the latest. The reason that was given:`,
        reason,
        'Your password and your keys stay yours alone. You can end it: look at your sessions.',
        appUrl,
      ),
    }),
    passwordChanged: (to: string, now: Date): Mail => ({
      ...{ to, expiresAt: daysAfter(now, 3) },
      subject: 'Your password has changed',
      text: paragraphs(
        `The password of your account at Conea was changed at ${now.toISOString()}, and you were signed out elsewhere.`,
        'If it was not you, ask for a link to choose another password at once, then look at your sessions and API keys:',
        appUrl,
      ),
    }),
    ...createDataExportMails(appUrl),
    ...createDeletionMails(link, appUrl),
    ...createInvitationMails(link),
    ...createSecondFactorMails(appUrl),
    ...createIdentityMails(appUrl),
    ...createSecurityMails(appUrl),
  };
}

export type AccountMails = ReturnType<typeof createAccountMails>;
