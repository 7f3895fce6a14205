import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.looseObject({ message: z.string(), extensions: z.looseObject({ code: z.string() }) })).optional(),
});

export type Answer = z.infer<typeof answer> & { status: number };

const tokens = z.object({ accessToken: z.string(), refreshToken: z.string() });
const signedIn = z.object({ session: tokens.nullable() });
export type Tokens = z.infer<typeof tokens>;

export const password = 'a long enough phrase';

/** What a client asks the router of a small stack. */
export function createSmallClient(endpoint: string) {
  const post = async (query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(`${endpoint}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return { ...answer.parse(await response.json()), status: response.status };
  };
  /** The answer of a mutation that takes an input; throws for every error but those that are data. */
  const mutate = async (field: string, selection: string, input: object, headers?: Record<string, string>) => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} errors { __typename } } }`;
    const { data, errors, status } = await post(query, { input }, headers);
    if (errors || status !== 200) throw new Error(`${field}: ${status} ${JSON.stringify(errors)}`);
    return data?.[field];
  };
  const session = async (field: string, input: object): Promise<Tokens> => {
    const outcome = await mutate(field, 'session { accessToken refreshToken }', input);
    const { session: made } = signedIn.parse(outcome);
    if (!made) throw new Error(`${field}: ${JSON.stringify(outcome)}`);
    return made;
  };
  return {
    post,
    mutate,
    signUp: async () => {
      const email = `small-${randomUUID()}@example.com`;
      return {
        email,
        ...(await session('signUp', { email, password, name: 'Aiko', organizationName: 'Aiko Trading' })),
      };
    },
    signIn: (email: string) => session('signIn', { email, password }),
    refresh: (refreshToken: string) => session('refreshSession', { refreshToken }),
  };
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
