import { z } from 'zod';
import type { EndpointClient } from '../client.ts';
import type { Narrator } from '../story.ts';

const query = /* GraphQL */ `
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      session {
        accessToken
      }
      user {
        id
        name
        organization {
          id
          name
        }
      }
      errors {
        ... on UserError {
          message
        }
      }
    }
  }
`;
const shape = z.object({
  signIn: z.object({
    session: z.object({ accessToken: z.string() }).nullable(),
    user: z
      .object({ id: z.string(), name: z.string(), organization: z.object({ id: z.string(), name: z.string() }) })
      .nullable(),
    errors: z.array(z.object({ message: z.string().optional() })),
  }),
});

export async function signIn(client: EndpointClient, input: { email: string; password: string }, narrator: Narrator) {
  narrator.chapter('Sign in');
  const { session, user, errors } = (await client.request(query, shape, { input })).signIn;
  if (!session || !user) throw new Error(`${errors[0]?.message ?? 'nobody can sign in'} (${input.email})`);
  narrator.line(`${user.name} of ${user.organization.name} has a token for an hour.`);
  return { accessToken: session.accessToken, ...user };
}
