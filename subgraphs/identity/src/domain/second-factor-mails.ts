import type { FactorChange } from './factor-change.ts';
import { daysAfter, paragraphs, type Mail } from './mail.ts';

/** The mails about second factors: each tells the owner of an account what happened to it. */
export function createSecondFactorMails(appUrl: string) {
  const notYou = `If it was not you, somebody knows your password: change it at once, then look at your second factors and sessions: ${appUrl}`;
  return {
    secondFactorChanged: (to: string, { kind, change }: Pick<FactorChange, 'kind' | 'change'>, now: Date): Mail => ({
      ...{ to, expiresAt: daysAfter(now, 3) },
      subject: `A second factor was ${change}`,
      text: paragraphs(
        `${factorNames[kind]} of your account at Conea was ${change} at ${now.toISOString()}, and you were signed out elsewhere.`,
        notYou,
      ),
    }),
    secondFactorsReset: ({ to, name, reason }: { to: string; name: string; reason: string }, now: Date): Mail => ({
      ...{ to, expiresAt: daysAfter(now, 3) },
      subject: 'Your second factors were reset',
      text: paragraphs(
        `At ${now.toISOString()} ${name}, who may do this, took all second factors and recovery codes from your account at Conea, and you were signed out everywhere. The reason that was given:`,
        reason,
        `Sign in and set up another one: ${appUrl}`,
        'If you did not ask for it, choose another password at once, and ask the admins of your organization.',
      ),
    }),
    recoveryCodeUsed: (to: string, left: number, now: Date): Mail => ({
      ...{ to, expiresAt: daysAfter(now, 3) },
      subject: 'A recovery code was used',
      text: paragraphs(
        `Somebody, most likely you, signed in to your account at Conea with a recovery code at ${now.toISOString()}. ${left} are left.`,
        notYou,
      ),
    }),
    recoveryCodesRenewed: (to: string, now: Date): Mail => ({
      ...{ to, expiresAt: daysAfter(now, 3) },
      subject: 'You have new recovery codes',
      text: paragraphs(
        `Your account at Conea got new recovery codes at ${now.toISOString()}; the earlier ones are worth nothing any longer.`,
        notYou,
      ),
    }),
  };
}

const factorNames = { totp: 'An authenticator app', passkey: 'A passkey' } as const;
