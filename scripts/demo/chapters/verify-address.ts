import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { EndpointClient } from '../client.ts';
import type { Narrator } from '../story.ts';

const meQuery = /* GraphQL */ `
  query Address {
    me {
      email
      emailVerifiedAt
    }
  }
`;
const meShape = z.object({ me: z.object({ email: z.string(), emailVerifiedAt: z.string().nullable() }) });
const resendQuery = /* GraphQL */ `
  mutation ResendVerification {
    resendVerification {
      email
    }
  }
`;
const verifyQuery = /* GraphQL */ `
  mutation VerifyEmail($input: VerifyEmailInput!) {
    verifyEmail(input: $input) {
      email
    }
  }
`;
const verifyShape = z.object({ verifyEmail: z.object({ email: z.string().nullable() }) });
const inbox = z.object({ messages: z.array(z.object({ subject: z.string(), text: z.string() })) });

/** Confirms the address with the link that the mail simulator caught; once done, it stays done. */
export async function verifyAddress(client: EndpointClient, mailUrl: string, narrator: Narrator) {
  narrator.chapter('Confirm the e-mail address');
  const { me } = await client.request(meQuery, meShape);
  if (me.emailVerifiedAt !== null) {
    narrator.line(`${me.email} was confirmed at ${me.emailVerifiedAt}.`);
    return me;
  }
  await client.request(resendQuery, z.unknown());
  const { subject, token } = await findMail(mailUrl, me.email);
  narrator.line(`A mail came to ${me.email}: “${subject}” (${mailUrl}/)`);
  const { verifyEmail } = await client.request(verifyQuery, verifyShape, { input: { token } });
  narrator.line(`Its link confirms ${verifyEmail.email ?? 'nothing'}.`);
  return (await client.request(meQuery, meShape)).me;
}

async function findMail(mailUrl: string, address: string): Promise<{ subject: string; token: string }> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const response = await fetch(`${mailUrl}/messages?to=${encodeURIComponent(address)}`);
    for (const { subject, text } of inbox.parse(await response.json()).messages) {
      const token = /#verify-email=(?<token>\S+)/.exec(text)?.groups?.['token'];
      if (token !== undefined) return { subject, token };
    }
    await delay(100);
  }
  throw new Error('no mail came within ten seconds');
}
