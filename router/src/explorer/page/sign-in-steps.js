import { findNamed, tokensOf } from './tokens.js';

/**
 * Signs in with a password, and with a second factor where one is asked for. Each step answers why nobody is signed in, or the challenge that a
 * second factor is to meet; both are null when somebody is.
 */
export function createSignIn(operations, send, become) {
  const finish = (email, { data, errors }) => {
    const tokens = tokensOf(data);
    if (tokens === null) {
      const challengeToken = operations.secondFactor ? findNamed(data, 'challengeToken') : null;
      if (challengeToken) return { failure: null, challenge: { email, challengeToken } };
      return { failure: findNamed({ data, errors }, 'message') ?? 'Nobody was signed in.', challenge: null };
    }
    const user = findNamed(data, 'user');
    become({ kind: 'token', name: user?.name ?? email, detail: email, ...tokens });
    return { failure: null, challenge: null };
  };
  return {
    signIn: async (email, password) =>
      finish(email, await send({ query: operations.operation, variables: { email, password } })),
    /** The text is a code of an authenticator app, which has six digits, or a recovery code. */
    confirm: async ({ email, challengeToken }, text) => {
      const digits = text.replaceAll(/\s/g, '');
      const isCode = /^\d{6}$/.test(digits);
      const proof = { code: isCode ? digits : null, recoveryCode: isCode ? null : text.trim() };
      return finish(email, await send({ query: operations.secondFactor, variables: { challengeToken, ...proof } }));
    },
  };
}
