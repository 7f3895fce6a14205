import { daysAfter, paragraphs, type Mail } from './mail.ts';

/** The mails about exports of personal data. They have no link that opens one: whoever reads it signs in. */
export function createDataExportMails(appUrl: string) {
  return {
    dataExportRequested: (to: string, now: Date): Mail => ({
      ...{ to, expiresAt: daysAfter(now, 3) },
      subject: 'A copy of your data was asked for',
      text: paragraphs(
        `At ${now.toISOString()} somebody who was signed in as you, most likely you, asked for a copy of everything that Conea holds about you. You are told when it is complete.`,
        'If it was not you, change your password and end all sessions at once:',
        appUrl,
      ),
    }),
    dataExportReady: ({ to, expiresAt }: { to: string; expiresAt: Date }): Mail => ({
      ...{ to, expiresAt },
      subject: 'The copy of your data is complete',
      text: paragraphs(
        `The copy of everything that Conea holds about you is complete. Sign in to fetch it, until ${expiresAt.toISOString()}; then it is deleted.`,
        appUrl,
      ),
    }),
  };
}
