import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const inbox = z.object({ messages: z.array(z.object({ subject: z.string(), text: z.string() })) });

/** The newest mail to an address that the mail simulator caught with this link, and the token of the link; throws when none comes within ten seconds. */
export async function findCapturedMail(
  mailUrl: string,
  address: string,
  action: string,
): Promise<{ subject: string; token: string }> {
  const link = new RegExp(`#${action}=(?<token>\\S+)`);
  for (let attempt = 0; attempt < 100; attempt++) {
    const response = await fetch(`${mailUrl}/messages?to=${encodeURIComponent(address)}`);
    for (const { subject, text } of inbox.parse(await response.json()).messages) {
      const token = link.exec(text)?.groups?.['token'];
      if (token !== undefined) return { subject, token };
    }
    await delay(100);
  }
  throw new Error('no mail came within ten seconds');
}
