import { daysAfter, paragraphs, type Mail } from './mail.ts';
import { providerLabels, type ProviderName } from './provider-identity.ts';

/** The mails about accounts at providers that open an account here, or no longer do. */
export function createIdentityMails(appUrl: string) {
  return {
    identityLinked: (to: string, provider: ProviderName, now: Date): Mail => ({
      ...{ to, expiresAt: daysAfter(now, 3) },
      subject: `You can sign in with ${providerLabels[provider]}`,
      text: paragraphs(
        `Since ${now.toISOString()} an account at ${providerLabels[provider]} opens your account at Conea; you were signed out elsewhere.`,
        'If it was not you, sign in, unlink it and look at your sessions and API keys:',
        appUrl,
      ),
    }),
    identityUnlinked: (to: string, provider: ProviderName, now: Date): Mail => ({
      ...{ to, expiresAt: daysAfter(now, 3) },
      subject: `You can no longer sign in with ${providerLabels[provider]}`,
      text: paragraphs(
        `At ${now.toISOString()} an account at ${providerLabels[provider]} was unlinked from your account at Conea; you were signed out elsewhere.`,
        'If it was not you, change your password at once, then look at your sessions and API keys:',
        appUrl,
      ),
    }),
  };
}
