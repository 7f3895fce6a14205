import { z } from 'zod';

/**
 * How people sign in with an e-mail address and a password. Tokens are found in an answer by the response names `accessToken`,
 * `accessTokenExpiresAt` and `refreshToken`, whoever signed in as `user { name }`, and what went wrong as `message`.
 */
const signIn = z.strictObject({
  /** A mutation with the variables `$email` and `$password`. */
  operation: z.string(),
  /**
   * A mutation with the variables `$challengeToken`, `$code` and `$recoveryCode`, one of the last two null: it goes on with a sign-in whose
   * answer had a `challengeToken`.
   */
  second_factor_operation: z.string().optional(),
  /** A mutation with the variable `$refreshToken`. */
  refresh_operation: z.string().optional(),
  /** A mutation without variables. */
  sign_out_operation: z.string().optional(),
});

/** What the explorer says and can do; `server.explorer` switches it on. */
export const explorerConfig = z
  .strictObject({
    title: z.string().default('GraphQL'),
    /** Stands under the sign-in. */
    welcome: z
      .string()
      .default('Run an operation with Ctrl-Enter. The other panels show how it is planned and what it costs.'),
    /** The operations of the first tab. */
    example: z.string().default('{\n  __typename\n}\n'),
    /** Without it people paste a token or an API key. */
    sign_in: signIn.nullable().default(null),
  })
  .prefault({});

export type ExplorerConfig = z.infer<typeof explorerConfig>;
