import type { SecondFactorMethod } from './second-factor.ts';
import type { SessionObstacle } from './session-obstacle.ts';
import type { IssuedChallenge } from './sign-in-challenge.ts';
import type { InvalidToken, NotFound } from './user-errors.ts';

type UserError<Name extends string> = { __typename: Name; message: string; path: string[] | null };

export type InOtherOrganizations = UserError<'InOtherOrganizations'>;
export type InvalidProof = UserError<'InvalidProof'>;
export type SecondFactorDemanded = UserError<'SecondFactorDemanded'>;
export type SecondFactorRequired = UserError<'SecondFactorRequired'> & {
  challengeToken: string;
  expiresAt: Date;
  methods: SecondFactorMethod[];
};
export type SecondFactorEnrolmentRequired = UserError<'SecondFactorEnrolmentRequired'> & {
  enrolmentToken: string | null;
  enrolmentEndsAt: Date | null;
  methods: SecondFactorMethod[];
};
export type SecondFactorMissing = SecondFactorRequired | SecondFactorEnrolmentRequired;

const at = (field: string) => ['input', field];

/** The refusals around second factors, in the words that users see. */
export const secondFactorErrors = {
  missing: ({ kind, token, expiresAt, methods }: IssuedChallenge): SecondFactorMissing => {
    const end = new Date(expiresAt);
    if (kind === 'enrolment') return { ...enrolmentRequired, enrolmentToken: token, enrolmentEndsAt: end, methods };
    const message = 'Your second factor is to follow: send it with the token to `completeSignIn`.';
    return { __typename: 'SecondFactorRequired', message, path: null, challengeToken: token, expiresAt: end, methods };
  },
  obstacle: (obstacle: SessionObstacle): SecondFactorMissing =>
    obstacle.token === null
      ? {
          ...enrolmentRequired,
          message: 'This organization asks for a second factor. Sign in again to set one up.',
          ...{ enrolmentToken: null, enrolmentEndsAt: null, methods: obstacle.methods },
        }
      : secondFactorErrors.missing(obstacle),
  invalidProof: (field: string): InvalidProof => ({
    __typename: 'InvalidProof',
    message: 'This is wrong, was used before, or is not yours.',
    path: at(field),
  }),
  challengeOver: (field = 'challengeToken'): InvalidToken => ({
    __typename: 'InvalidToken',
    message: 'This sign-in took too long, was completed, or failed too often. Begin again.',
    path: at(field),
  }),
  noSuchFactor: (field: string | null): NotFound => ({
    __typename: 'NotFound',
    message: 'You have no such second factor.',
    path: field === null ? null : at(field),
  }),
  noFactors: (): NotFound => ({
    __typename: 'NotFound',
    message: 'This user has no second factor.',
    path: at('userId'),
  }),
  inOtherOrganizations: (): InOtherOrganizations => ({
    __typename: 'InOtherOrganizations',
    message:
      'Other organizations rely on the factors of this user too: they sign in with a recovery code, or those who run the platform reset them.',
    path: at('userId'),
  }),
  demanded: (): SecondFactorDemanded => ({
    __typename: 'SecondFactorDemanded',
    message: 'An organization of yours asks for a second factor. Set up another one first.',
    path: null,
  }),
};

const enrolmentRequired = {
  __typename: 'SecondFactorEnrolmentRequired',
  message: 'This organization asks for a second factor: set one up with the token.',
  path: null,
} as const;
