import { z } from 'zod';
import { StartError } from './start-error.ts';

/** Who is signed up at the first start, so that there is somebody to sign in as. */
export const demoUser = { email: 'demo@conea.example', name: 'Demo User', organizationName: 'Conea Demo Shop' };

const outcome = z.object({ session: z.unknown().nullable(), errors: z.array(z.object({ __typename: z.string() })) });
const answer = z.object({ data: z.object({ outcome }) });

const signIn = /* GraphQL */ `
  mutation ($input: SignInInput!) {
    outcome: signIn(input: $input) {
      session {
        id
      }
      errors {
        __typename
      }
    }
  }
`;
const signUp = /* GraphQL */ `
  mutation ($input: SignUpInput!) {
    outcome: signUp(input: $input) {
      session {
        id
      }
      errors {
        __typename
      }
    }
  }
`;

/** Makes sure that the demo user can sign in with this password, through the endpoint like everybody else. */
export async function signInDemoUser(endpoint: string, password: string): Promise<void> {
  const known = await send(endpoint, signIn, { email: demoUser.email, password });
  if (known.session) return;
  const { session, errors } = await send(endpoint, signUp, { ...demoUser, password });
  if (session) return;
  const reason = errors.map(({ __typename }) => __typename).join(', ');
  throw new StartError(`The demo user cannot sign up (${reason}); \`npm start -- --reset\` begins anew.`);
}

async function send(endpoint: string, query: string, input: object): Promise<z.infer<typeof outcome>> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input } }),
    signal: AbortSignal.timeout(10_000),
  });
  return answer.parse(await response.json()).data.outcome;
}
