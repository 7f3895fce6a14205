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
import { defaultGraceDays } from './domain/deletion.ts';
import { invitationLimits } from './domain/invitation-allowance.ts';

const limit = (otherwise: number) => z.coerce.number().int().min(1).max(100_000).default(otherwise);

// Plain HTTP is for a stand-in on this machine.
const providerUrl = z.url().refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}, 'expected https, or http on this machine');

/** Sign-in with other providers (sign-in-providers.md); one without a client id does not exist. */
const providerEnv = z.object({
  GOOGLE_CLIENT_ID: z.string().default(''),
  GOOGLE_CLIENT_SECRET: z.string().default(''),
  GOOGLE_ISSUER_URL: providerUrl.default('https://accounts.google.com'),
  GITHUB_CLIENT_ID: z.string().default(''),
  GITHUB_CLIENT_SECRET: z.string().default(''),
  GITHUB_URL: providerUrl.default('https://github.com'),
  GITHUB_API_URL: providerUrl.default('https://api.github.com'),
  // The redirects: a port of their own, and where browsers reach it.
  REDIRECT_PORT: port(4011),
  REDIRECT_PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4011'),
  // Requests to them of one network in ten minutes.
  SIGN_IN_REDIRECTS_LIMIT: z.coerce.number().int().min(1).default(300),
  // Addresses of proxies whose X-Forwarded-For is believed, with commas.
  TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(',').flatMap((text) => text.trim() || []))
    .default([]),
});

/** What the identity subgraph reads from the environment and its secrets. */
export const readEnv = (secrets: Secrets) =>
  parseEnv(
    z.object({
      ...serverEnv.shape,
      ...eventLogEnv.shape,
      ...trustEnv.shape,
      ...invalidationEnv.shape,
      ...providerEnv.shape,
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
      // How long accounts and organizations can be restored after they were deleted.
      DELETION_GRACE_DAYS: z.coerce.number().int().min(1).max(365).default(defaultGraceDays),
      // Where the links in mails lead.
      APP_URL: z.url().default('http://127.0.0.1:4000/'),
    }),
    secrets,
  );
