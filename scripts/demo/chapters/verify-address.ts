import { z } from 'zod';
import { findCapturedMail } from '../captured-mail.ts';
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

/** Confirms the address with the link that the mail simulator caught; once done, it stays done. */
export async function verifyAddress(client: EndpointClient, mailUrl: string, narrator: Narrator) {
  narrator.chapter('Confirm the e-mail address');
  const { me } = await client.request(meQuery, meShape);
  if (me.emailVerifiedAt !== null) {
    narrator.line(`${me.email} was confirmed at ${me.emailVerifiedAt}.`);
    return me;
  }
  await client.request(resendQuery, z.unknown());
  const { subject, token } = await findCapturedMail(mailUrl, me.email, 'verify-email');
  narrator.line(`A mail came to ${me.email}: “${subject}” (${mailUrl}/)`);
  const { verifyEmail } = await client.request(verifyQuery, verifyShape, { input: { token } });
  narrator.line(`Its link confirms ${verifyEmail.email ?? 'nothing'}.`);
  return (await client.request(meQuery, meShape)).me;
}
