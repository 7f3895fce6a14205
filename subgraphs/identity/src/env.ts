import {
  eventLogEnv,
  invalidationEnv,
  parseEnv,
  port,
  routerKeys,
  sealingKeys,
  serverEnv,
  trustEnv,
  type Secrets,
} from '@conea/platform';
import { z } from 'zod';
import { invitationLimits } from './domain/invitation-allowance.ts';

const limit = (otherwise: number) => z.coerce.number().int().min(1).max(100_000).default(otherwise);

/** What the identity subgraph reads from the environment and its secrets. */
export const readEnv = (secrets: Secrets) =>
  parseEnv(
    z.object({
      ...serverEnv.shape,
      ...eventLogEnv.shape,
      ...trustEnv.shape,
      ...invalidationEnv.shape,
      PORT: port(4001),
      IDENTITY_DATABASE_URL: z.url(),
      IDENTITY_ROUTER_KEYS: routerKeys,
      INTROSPECTION_KEY: z.string().min(16).optional(),
      JWT_ISSUER: z.url().default('http://127.0.0.1:4000'),
      JWT_AUDIENCE: z.string().min(1).default('conea'),
      // Where clients reach the key set; at the issuer, which leaves these paths to this server, unless it is served elsewhere.
      JWKS_PUBLIC_URL: z.url().optional(),
      SECRETS_KEY: sealingKeys,
      // How long a key signs access tokens, or derives refresh tokens, before the next one takes over.
      SIGNING_KEY_DAYS: z.coerce.number().min(1).max(398).default(90),
      // Between two passes over what is sealed under an earlier key.
      RESEAL_SECONDS: z.coerce.number().min(1).max(3_600).default(60),
      // smtp:// or smtps://, with user and password.
      MAIL_URL: z.url({ protocol: /^smtps?$/ }).default('smtp://127.0.0.1:4125'),
      MAIL_FROM: z.string().regex(/@/, 'expected `Name <address>`').default('Conea <no-reply@conea.example>'),
      // A service with the range API of Have I Been Pwned; empty: only the local rules.
      BREACHED_PASSWORDS_URL: z.union([z.url(), z.literal('')]).default('https://api.pwnedpasswords.com/'),
      // Of an organization: that wait to be accepted, and that it mails in an hour; to one address and from one network in an hour.
      INVITATIONS_PENDING: limit(invitationLimits.pending),
      INVITATIONS_BY_ORGANIZATION: limit(invitationLimits.byOrganization),
      INVITATIONS_TO_ADDRESS: limit(invitationLimits.toAddress),
      INVITATIONS_FROM_NETWORK: limit(invitationLimits.fromNetwork),
      // Where the links in mails lead.
      APP_URL: z.url().default('http://127.0.0.1:4000/'),
    }),
    secrets,
  );
