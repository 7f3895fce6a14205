import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { EndpointClient } from '../client.ts';
import type { Narrator } from '../story.ts';

const providersQuery = /* GraphQL */ `
  query Providers {
    signInProviders {
      name
      startUrl
    }
  }
`;
const providersShape = z.object({ signInProviders: z.array(z.object({ name: z.string(), startUrl: z.string() })) });
const exchangeQuery = /* GraphQL */ `
  mutation SignInWithProvider($input: SignInWithProviderInput!) {
    signInWithProvider(input: $input) {
      session {
        accessToken
      }
      user {
        id
        name
        email
        organization {
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
const user = z.object({
  ...{ id: z.string(), name: z.string(), email: z.string() },
  organization: z.object({ name: z.string() }),
});
const exchangeShape = z.object({
  signInWithProvider: z.object({
    session: z.object({ accessToken: z.string() }).nullable(),
    user: user.nullable(),
    errors: z.array(z.object({ message: z.string().optional() })),
  }),
});

/** Somebody of the Google simulator. */
const aiko = '108205483917204413981';

/** Goes the way of a browser: to Google, where somebody is chosen, and back to the app with a code that it exchanges for a session. */
export async function signInWithGoogle(client: EndpointClient, narrator: Narrator) {
  narrator.chapter('Sign in with Google');
  const { signInProviders } = await client.request(providersQuery, providersShape);
  const google = signInProviders.find(({ name }) => name === 'Google');
  const codeVerifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(codeVerifier).digest('base64url');
  const code = google ? await travel(`${google.startUrl}?code_challenge=${challenge}`, narrator) : null;
  if (code === null) {
    narrator.line('This installation uses no simulated Google; nobody signs in.');
    return null;
  }
  const {
    session,
    user: person,
    errors,
  } = (await client.request(exchangeQuery, exchangeShape, { input: { code, codeVerifier } })).signInWithProvider;
  if (!session || !person) throw new Error(errors[0]?.message ?? 'nobody can sign in with Google');
  narrator.line(`${person.name} (${person.email}) of ${person.organization.name} has a session, and no password.`);
  return person;
}

/** What a browser does with redirects, cookies and the page of consent; null when it is not the simulator's. */
async function travel(start: string, narrator: Narrator): Promise<string | null> {
  const begun = await fetch(start, { redirect: 'manual' });
  const cookie = begun.headers.getSetCookie().map((set) => set.split(';', 1).join());
  const consent = new URL(begun.headers.get('location') ?? '');
  if (consent.hostname !== '127.0.0.1') return null;
  narrator.line(
    `The browser is sent to ${consent.origin}${consent.pathname}, with a state, a nonce and a PKCE challenge.`,
  );
  const form = new URLSearchParams([...consent.searchParams, ['choice', `allow ${aiko}`]]);
  const chosen = await fetch(consent.origin + consent.pathname, { method: 'POST', body: form, redirect: 'manual' });
  const back = await fetch(chosen.headers.get('location') ?? '', {
    ...{ redirect: 'manual', headers: { cookie: cookie.join('; ') } },
  });
  const { hash } = new URL(back.headers.get('location') ?? '');
  narrator.line('It comes back with a code behind the #, good for a minute, one use and this browser.');
  return hash.replace('#sign-in=', '');
}
