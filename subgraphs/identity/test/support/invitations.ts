import type { Caller } from '@conea/platform';
import { z } from 'zod';
import { failure, password, sessionFields, signedIn, userFields } from './accounts.ts';
import type { IdentityServer } from './identity-server.ts';
import { mutationsOf } from './mutations.ts';

const invitation = z.object({
  id: z.string(),
  email: z.string(),
  role: z.string(),
  status: z.string(),
  sentAt: z.string(),
  expiresAt: z.string(),
  invitedBy: z.object({ id: z.string() }).nullable(),
  acceptedBy: z.object({ id: z.string() }).nullable(),
});
const invitationPayload = z.object({ invitation: invitation.nullable(), errors: z.array(failure) });
const joined = z.object({ organization: z.object({ id: z.string() }).nullable(), errors: z.array(failure) });
const preview = z.object({
  invitation: z.object({ organizationName: z.string(), role: z.string(), expiresAt: z.string() }).nullable(),
});
const page = z.object({
  invitations: z.object({
    nodes: z.array(invitation),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

const errorFields = 'errors { __typename ... on UserError { message path } }';
const fields = 'id email role status sentAt expiresAt invitedBy { id } acceptedBy { id }';
const selection = `invitation { ${fields} } ${errorFields}`;

/** The operations on invitations with parsed answers. */
export function invitationsOf(server: IdentityServer) {
  const mutate = mutationsOf(server);
  return {
    invite: (email: string, caller: Caller, input: object = {}) =>
      mutate('inviteMember', selection, { email, role: 'USER', ...input }, invitationPayload, caller),
    resend: (invitationId: string, caller: Caller) =>
      mutate('resendInvitation', selection, { invitationId }, invitationPayload, caller),
    revoke: (invitationId: string, caller: Caller) =>
      mutate('revokeInvitation', selection, { invitationId }, invitationPayload, caller),
    accept: (token: string, caller: Caller) =>
      mutate('acceptInvitation', `organization { id } ${errorFields}`, { token }, joined, caller),
    signUp: (token: string, input: object = {}) =>
      mutate(
        'signUpByInvitation',
        `${sessionFields} ${userFields} ${errorFields}`,
        { token, password, name: 'Chie', ...input },
        signedIn,
      ),
    show: async (token: string) => {
      const query = 'query ($token: String!) { invitation(token: $token) { organizationName role expiresAt } }';
      return preview.parse((await server.request(query, { token })).data).invitation;
    },
    list: async (
      caller: Caller,
      variables: { first?: number; after?: string | null; status?: string; email?: string } = {},
    ) => {
      const query = `query ($first: Int! = 20, $after: String, $status: InvitationStatus, $email: String) {
        invitations(first: $first, after: $after, status: $status, email: $email) { nodes { ${fields} } pageInfo { hasNextPage endCursor } }
      }`;
      return page.parse((await server.request(query, variables, caller)).data).invitations;
    },
  };
}
