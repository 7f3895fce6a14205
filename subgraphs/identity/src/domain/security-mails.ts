import { daysAfter, paragraphs, type Mail } from './mail.ts';

export type KeyEnd = { name: string; daysLeft: number; serviceAccount: string | null };

/** Mails that tell the owner of an account what they may want to stop. */
export function createSecurityMails(appUrl: string) {
  return {
    signedInElsewhere: (to: string, { device, ip }: { device: string | null; ip: string | null }, now: Date): Mail => ({
      ...{ to, expiresAt: daysAfter(now, 3) },
      subject: 'A new sign-in to your account',
      text: paragraphs(
        `At ${now.toISOString()} somebody, most likely you, signed in to your account at Conea from a place where you were not before.`,
        `Device: ${device ?? 'unknown'}\nAddress: ${ip ?? 'unknown'}`,
        'If it was not you, change your password and end all sessions at once:',
        appUrl,
      ),
    }),
    suspended: (to: string, reason: string, now: Date): Mail => ({
      ...{ to, expiresAt: daysAfter(now, 3) },
      subject: 'Your account is suspended',
      text: paragraphs(
        `At ${now.toISOString()} those who run Conea suspended your account. Your sessions and API keys have ended. The reason that was given:`,
        reason,
        'Answer them if you think that it is wrong.',
      ),
    }),
    suspensionEnded: (to: string, now: Date): Mail => ({
      ...{ to, expiresAt: daysAfter(now, 3) },
      subject: 'Your account is no longer suspended',
      text: paragraphs(
        `At ${now.toISOString()} the suspension of your account at Conea was ended. Sign in, and make new API keys where you need them:`,
        appUrl,
      ),
    }),
    tokenReused: (to: string, now: Date): Mail => ({
      ...{ to, expiresAt: daysAfter(now, 3) },
      subject: 'One of your sessions was ended',
      text: paragraphs(
        `At ${now.toISOString()} a token of one of your sessions at Conea was used a second time. Somebody may have copied it, so that session has ended, for them and for you.`,
        'Sign in again, then look at your sessions and API keys. If it happens again, change your password:',
        appUrl,
      ),
    }),
    apiKeyEnds: (to: string, { name, daysLeft, serviceAccount }: KeyEnd, now: Date): Mail => ({
      ...{ to, expiresAt: daysAfter(now, 1) },
      subject: daysLeft === 1 ? 'An API key ends tomorrow' : `An API key ends in ${daysLeft} days`,
      text: paragraphs(
        `${serviceAccount === null ? 'Your API key' : `The API key of the service account "${serviceAccount}",`} "${name}" at Conea ends within ${daysLeft === 1 ? 'a day' : `${daysLeft} days`}. What uses it will then be refused.`,
        'Rotate it before: its successor and it both work for a day.',
        appUrl,
      ),
    }),
  };
}
