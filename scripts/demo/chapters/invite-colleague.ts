import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { findCapturedMail } from '../captured-mail.ts';
import type { EndpointClient } from '../client.ts';
import type { Narrator } from '../story.ts';

const inviteQuery = /* GraphQL */ `
  mutation InviteMember($input: InviteMemberInput!) {
    inviteMember(input: $input) {
      invitation {
        id
        expiresAt
      }
      errors {
        __typename
      }
    }
  }
`;
const inviteShape = z.object({
  inviteMember: z.object({ invitation: z.object({ id: z.string(), expiresAt: z.string() }).nullable() }),
});
const previewQuery = /* GraphQL */ `
  query Invitation($token: String!) {
    invitation(token: $token) {
      organizationName
      role
    }
  }
`;
const previewShape = z.object({ invitation: z.object({ organizationName: z.string(), role: z.string() }) });
const signUpQuery = /* GraphQL */ `
  mutation SignUpByInvitation($input: SignUpByInvitationInput!) {
    signUpByInvitation(input: $input) {
      user {
        id
        email
        emailVerifiedAt
        role
        organization {
          id
          name
        }
      }
    }
  }
`;
const colleague = z.object({
  id: z.string(),
  email: z.string(),
  emailVerifiedAt: z.string().nullable(),
  role: z.string(),
  organization: z.object({ id: z.string(), name: z.string() }),
});
const signUpShape = z.object({ signUpByInvitation: z.object({ user: colleague }) });

/** Invites a colleague, who joins by the link of the mail that the mail simulator caught; another one each time. */
export async function inviteColleague(
  client: EndpointClient,
  anonymous: EndpointClient,
  mailUrl: string,
  narrator: Narrator,
) {
  narrator.chapter('Invite a colleague');
  const email = `colleague-${randomBytes(4).toString('hex')}@conea.example`;
  const { inviteMember } = await client.request(inviteQuery, inviteShape, { input: { email, role: 'VIEWER' } });
  if (!inviteMember.invitation) throw new Error('The invitation was refused: too many were sent within the hour.');
  const { subject, token } = await findCapturedMail(mailUrl, email, 'accept-invitation');
  narrator.line(`A mail came to ${email}: “${subject}” (${mailUrl}/)`);
  const { invitation } = await anonymous.request(previewQuery, previewShape, { token });
  narrator.line(
    `Its link leads to ${invitation.organizationName}, as ${invitation.role}, until ${inviteMember.invitation.expiresAt}.`,
  );
  const input = { token, name: 'Chie', password: randomBytes(18).toString('base64url') };
  const { user } = (await anonymous.request(signUpQuery, signUpShape, { input })).signUpByInvitation;
  narrator.line(`${user.email} joined ${user.organization.name}; the link confirmed the address as well.`);
  return user;
}
