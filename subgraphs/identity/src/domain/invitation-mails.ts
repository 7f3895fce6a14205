import { paragraphs, type Mail } from './mail.ts';

/** Who invites, and to what; the mail is to somebody who may never have heard of us. */
export type MailedInvitation = {
  to: string;
  token: string;
  expiresAt: Date;
  organizationName: string;
  inviterName: string;
};

/** The mails about invitations; `link` leads to the app with a token. */
export function createInvitationMails(link: (action: string, token: string) => string) {
  return {
    invitation: ({ to, token, expiresAt, organizationName, inviterName }: MailedInvitation): Mail => ({
      ...{ to, expiresAt },
      subject: 'You are invited to an organization at Conea',
      text: paragraphs(
        `${quoted(inviterName, 'Somebody')} invites you to ${quoted(organizationName, 'an organization')} at Conea. Open this link within a week to join:`,
        link('accept-invitation', token),
        'If you do not know them, do nothing: nobody becomes a member without this link.',
      ),
    }),
  };
}

/** A name that somebody chose, in the mail to a stranger: none that mail programs would make a link of. */
export function quoted(name: string, otherwise: string): string {
  return /[/:@]|[\p{L}\d]\.[\p{L}\d]/u.test(name) ? otherwise : `“${name}”`;
}
