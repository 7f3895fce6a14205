import { z } from 'zod';
import { callerOf, type BenchIdentity } from './server.ts';

const tokens = z.object({ accessToken: z.string(), refreshToken: z.string() });
export type Tokens = z.infer<typeof tokens>;

const payload = 'session { accessToken refreshToken }';
const sessionOf = (field: string, data: unknown): Tokens =>
  z.record(z.literal(field), z.object({ session: tokens })).parse(data)[field]?.session ?? tokens.parse(null);

/** What a user of identity does in the bench; each has an organization, and an account that nobody else signs in to at the same time. */
export async function openAccount(identity: BenchIdentity, number: number) {
  const credentials = { email: `bench-${number}@example.com`, password: 'a long enough phrase' };
  const names = { name: 'Bench', organizationName: 'Bench' };
  await identity.ask(`mutation ($input: SignUpInput!) { signUp(input: $input) { user { id } } }`, {
    ...credentials,
    ...names,
  });
  return {
    signIn: async () =>
      sessionOf(
        'signIn',
        await identity.ask(`mutation ($input: SignInInput!) { signIn(input: $input) { ${payload} } }`, credentials),
      ),
    refresh: async ({ refreshToken }: Tokens) =>
      sessionOf(
        'refreshSession',
        await identity.ask(`mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { ${payload} } }`, {
          refreshToken,
        }),
      ),
    createApiKey: async ({ accessToken }: Tokens) => {
      const query = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }`;
      const input = { name: 'bench', scopes: ['read:own_data'] };
      const made = z.object({ createApiKey: z.object({ secret: z.string() }) });
      return made.parse(await identity.ask(query, input, callerOf(accessToken))).createApiKey.secret;
    },
  };
}
