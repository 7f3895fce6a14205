import type { DomainErasure, Erasure } from './erasure.ts';
import { daysAfter, paragraphs, type Mail } from './mail.ts';

/** The last mail to somebody: what was erased, what was kept and why, and the signed receipt of it. */
export function createErasureMail(
  to: string,
  { answers }: Pick<Erasure, 'answers'>,
  receipt: string,
  keySetUrl: string,
  now: Date,
): Mail {
  const domains = Object.entries(answers).sort(([one], [other]) => one.localeCompare(other));
  return {
    ...{ to, expiresAt: daysAfter(now, 7) },
    subject: 'Your data was erased',
    text: paragraphs(
      'Your account at Conea was deleted for good, and what was held about you is erased. This is the last mail to this address: it is no longer kept.',
      domains.map(([domain, answer]) => describe(domain, answer)).join('\n'),
      `The receipt, signed with a key of ${keySetUrl}:`,
      receipt,
    ),
  };
}

function describe(domain: string, { counts, kept }: DomainErasure): string {
  const erased = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
  const lines = Object.entries(kept).map(([kind, why]) => `  kept: ${kind} (${why})`);
  return [`${domain}: ${erased.length > 0 ? erased.join(', ') : 'nothing was held'}`, ...lines].join('\n');
}
