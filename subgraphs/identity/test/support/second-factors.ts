import type { Caller } from '@conea/platform';
import { z } from 'zod';
import { accountsOf, callerOf, password } from './accounts.ts';
import { codeAt } from './authenticator-app.ts';
import type { IdentityServer } from './identity-server.ts';
import { aPasskey } from './software-authenticator.ts';

const failure = z
  .object({
    __typename: z.string(),
    message: z.string(),
    path: z.array(z.string()).nullable(),
    challengeToken: z.string().optional(),
    enrolmentToken: z.string().nullish(),
    methods: z.array(z.string()).optional(),
    retryAt: z.string().optional(),
  })
  .loose();
const errors = z.array(failure);
const session = z.object({ id: z.string(), accessToken: z.string(), refreshToken: z.string() }).nullable();
const signedIn = z.object({ session, errors });
const offer = z.object({ options: z.unknown(), expiresAt: z.string().nullable(), errors });
const passkeyFields = 'passkeys { id name lastUsedAt } recoveryCodesLeft';
const secondFactors = z
  .object({
    passkeys: z.array(z.object({ id: z.string(), name: z.string(), lastUsedAt: z.string().nullable() })),
    recoveryCodesLeft: z.number(),
  })
  .nullable();

const challengeFields = `
  ... on SecondFactorRequired { challengeToken expiresAt methods }
  ... on SecondFactorEnrolmentRequired { enrolmentToken enrolmentEndsAt methods }`;
const errorFields = `errors { __typename ... on UserError { message path } }`;
const asking = `errors { __typename ... on UserError { message path } ${challengeFields} }`;
const throttled = `errors { __typename ... on UserError { message path } ... on TooManyAttempts { retryAt } ${challengeFields} }`;
const sessionFields = 'session { id accessToken refreshToken }';

/** What is done with second factors, with parsed answers. */
export function secondFactorsOf(server: IdentityServer) {
  const mutate = async <Shape extends z.ZodType>(
    field: string,
    selection: string,
    input: object | null,
    shape: Shape,
    caller?: Caller,
  ): Promise<z.infer<Shape>> => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const query = input
      ? `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`
      : `mutation { ${field} { ${selection} } }`;
    const answer = await server.request(query, input ? { input } : {}, caller);
    if (answer.errors)
      throw new Error(answer.errors.map(({ extensions, message }) => `${extensions.code}: ${message}`).join());
    return shape.parse(answer.data?.[field]);
  };
  return {
    signIn: (email: string, caller?: Caller) =>
      mutate('signIn', `${sessionFields} ${asking}`, { email, password }, signedIn, caller),
    refresh: (refreshToken: string, organizationId?: string) =>
      mutate('refreshSession', `${sessionFields} ${asking}`, { refreshToken, organizationId }, signedIn),
    completeSignIn: (input: object, caller?: Caller) =>
      mutate('completeSignIn', `${sessionFields} ${throttled}`, input, signedIn, caller),
    enrolTotp: (input: object, caller?: Caller) =>
      mutate(
        'enrolTotp',
        `uri secret ${errorFields}`,
        input,
        z.object({ uri: z.string().nullable(), secret: z.string().nullable(), errors }),
        caller,
      ),
    confirmTotp: (input: object, caller?: Caller) =>
      mutate(
        'confirmTotp',
        `${sessionFields} recoveryCodes secondFactors { recoveryCodesLeft } ${asking}`,
        input,
        signedIn.extend({ recoveryCodes: z.array(z.string()).nullable() }),
        caller,
      ),
    removeTotp: (caller: Caller) =>
      mutate(
        'removeTotp',
        `secondFactors { recoveryCodesLeft totp { createdAt } } ${errorFields}`,
        null,
        z.object({ errors }),
        caller,
      ),
    regenerateRecoveryCodes: (caller: Caller) =>
      mutate(
        'regenerateRecoveryCodes',
        `recoveryCodes ${errorFields}`,
        null,
        z.object({ recoveryCodes: z.array(z.string()).nullable(), errors }),
        caller,
      ),
    reauthenticate: (input: object, caller: Caller) =>
      mutate(
        'reauthenticate',
        `authenticatedAt ${errorFields}`,
        input,
        z.object({ authenticatedAt: z.string().nullable(), errors }),
        caller,
      ),
    beginAuthentication: (input: object, caller?: Caller) =>
      mutate('beginPasskeyAuthentication', `options expiresAt ${errorFields}`, input, offer, caller),
    signInWithPasskey: (passkey: unknown) =>
      mutate('signInWithPasskey', `${sessionFields} ${asking}`, { passkey }, signedIn),
    beginRegistration: (input: object, caller?: Caller) =>
      mutate('beginPasskeyRegistration', `options expiresAt ${errorFields}`, input, offer, caller),
    registerPasskey: (input: object, caller?: Caller) =>
      mutate(
        'registerPasskey',
        `${sessionFields} recoveryCodes secondFactors { ${passkeyFields} } ${asking}`,
        input,
        signedIn.extend({ recoveryCodes: z.array(z.string()).nullable(), secondFactors }),
        caller,
      ),
    renamePasskey: (input: object, caller: Caller) =>
      mutate(
        'renamePasskey',
        `secondFactors { ${passkeyFields} } ${errorFields}`,
        input,
        z.object({ secondFactors, errors }),
        caller,
      ),
    removePasskey: (passkeyId: string, caller: Caller) =>
      mutate(
        'removePasskey',
        `secondFactors { ${passkeyFields} } ${errorFields}`,
        { passkeyId },
        z.object({ secondFactors, errors }),
        caller,
      ),
    changePolicy: (input: object, caller: Caller) =>
      mutate(
        'changeSecondFactorPolicy',
        `organization { secondFactorPolicy { requirement requiredFrom kinds } } ${errorFields}`,
        input,
        z.object({ organization: z.object({ secondFactorPolicy: z.unknown() }).nullable(), errors }),
        caller,
      ),
  };
}

type Clock = { read(): Date; advance(seconds: number): void };

/** An admin with an authenticator app; its codes are those of the test's clock, each good once. */
export async function aCautiousAdmin(server: IdentityServer, clock: Clock) {
  const factors = secondFactorsOf(server);
  const { user, session: first } = await accountsOf(server).signUp();
  if (!user || !first) throw new Error('the sign-up of the test was refused');
  const caller = callerOf(first.accessToken);
  const { secret } = await factors.enrolTotp({}, caller);
  const seed = secret ?? '';
  const { recoveryCodes } = await factors.confirmTotp({ code: codeAt(seed, clock.read()) }, caller);
  /** A code that was not used: time goes on by a step. */
  const nextCode = () => {
    clock.advance(30);
    return codeAt(seed, clock.read());
  };
  return {
    ...{ id: user.id, email: user.email, organization: user.organization, session: first, caller, seed },
    recoveryCodes: recoveryCodes ?? [],
    nextCode,
    /** The token of a sign-in with the password. */
    challenge: async () => {
      const { errors: refusals } = await factors.signIn(user.email);
      return refusals[0]?.challengeToken ?? '';
    },
  };
}

/** An admin with a passkey on a device of their own. */
export async function anAdminWithPasskey(server: IdentityServer) {
  const factors = secondFactorsOf(server);
  const { user, session: first } = await accountsOf(server).signUp();
  if (!user || !first) throw new Error('the sign-up of the test was refused');
  const caller = callerOf(first.accessToken);
  const device = aPasskey();
  const { options } = await factors.beginRegistration({}, caller);
  const registered = await factors.registerPasskey({ passkey: device.register(options), name: 'Phone' }, caller);
  return {
    ...{ id: user.id, email: user.email, organization: user.organization, session: first, caller, device, registered },
    passkeyId: registered.secondFactors?.passkeys[0]?.id ?? '',
    /** The token of a sign-in with the password. */
    challenge: async () => {
      const { errors: refusals } = await factors.signIn(user.email);
      return refusals[0]?.challengeToken ?? '';
    },
  };
}
