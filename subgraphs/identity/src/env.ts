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
import { dataExportLimits } from './domain/data-export.ts';
import { defaultGraceDays } from './domain/deletion.ts';
import { impersonationLimits } from './domain/impersonation.ts';
import { invitationLimits } from './domain/invitation-allowance.ts';
import { roleLimits } from './domain/role-limits.ts';

const limit = (otherwise: number, most = 100_000) => z.coerce.number().int().min(1).max(most).default(otherwise);

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

const origins = z
  .string()
  .transform((list) => list.split(',').map((origin) => origin.trim()))
  .pipe(
    z.array(z.url().refine((origin) => URL.parse(origin)?.origin === origin, 'expected an origin, without a path')),
  );

/** Whether browsers let a page of this origin use passkeys of the site (WebAuthn, level 3, section 5.1.3). */
function isOfSite(origin: string, id: string): boolean {
  const { protocol, hostname } = new URL(origin);
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost');
  return (protocol === 'https:' || isLocal) && (hostname === id || hostname.endsWith(`.${id}`));
}

/** The site that passkeys belong to: a domain, never an IP address, and the origins of its pages, comma separated. */
export const siteEnv = z
  .object({
    WEBAUTHN_RP_ID: z.string().min(1).default('localhost'),
    WEBAUTHN_ORIGINS: origins.default(['http://localhost:4000']),
  })
  .refine(({ WEBAUTHN_RP_ID: id, WEBAUTHN_ORIGINS: list }) => list.every((origin) => isOfSite(origin, id)), {
    path: ['WEBAUTHN_ORIGINS'],
    error: 'expected origins of WEBAUTHN_RP_ID or of its subdomains, by https unless it is localhost',
  })
  .transform(({ WEBAUTHN_RP_ID: id, WEBAUTHN_ORIGINS: list }) => ({ id, origins: list }));

/** How much there may be of what admins of organizations hand out (rights.md). */
export const limitsEnv = z
  .object({
    // Of an organization: that wait to be accepted, and that it mails in an hour; to one address and from one network in an hour.
    INVITATIONS_PENDING: limit(invitationLimits.pending),
    INVITATIONS_BY_ORGANIZATION: limit(invitationLimits.byOrganization),
    INVITATIONS_TO_ADDRESS: limit(invitationLimits.toAddress),
    INVITATIONS_FROM_NETWORK: limit(invitationLimits.fromNetwork),
    // That an organization made, and permissions of one of them.
    ROLES_PER_ORGANIZATION: limit(roleLimits.roles, 1_000),
    ROLE_PERMISSIONS: limit(roleLimits.permissions, 1_000),
    // How long somebody acts as another user when nothing is said, and at most: no longer than an access token; and as how many at the same time.
    IMPERSONATION_MINUTES: limit(impersonationLimits.usualMinutes, 60),
    IMPERSONATION_MAX_MINUTES: limit(impersonationLimits.mostMinutes, 60),
    IMPERSONATIONS_ACTIVE: limit(impersonationLimits.active, 100),
    // Copies of their data that a person may ask for in a day, how long each is kept, when a domain is overdue, and how much one may tell (people.md).
    DATA_EXPORTS_PER_DAY: limit(dataExportLimits.perDay, 100),
    DATA_EXPORT_DAYS: limit(dataExportLimits.keptDays, 30),
    DATA_EXPORT_OVERDUE_MINUTES: limit(dataExportLimits.overdueMinutes, 43_200),
    DATA_EXPORT_PAGES: limit(dataExportLimits.pages, 10_000),
  })
  .refine((env) => env.IMPERSONATION_MINUTES <= env.IMPERSONATION_MAX_MINUTES, {
    path: ['IMPERSONATION_MINUTES'],
    error: 'expected no more than IMPERSONATION_MAX_MINUTES',
  })
  .transform((env) => ({
    invitationLimits: {
      ...{ pending: env.INVITATIONS_PENDING, byOrganization: env.INVITATIONS_BY_ORGANIZATION },
      ...{ toAddress: env.INVITATIONS_TO_ADDRESS, fromNetwork: env.INVITATIONS_FROM_NETWORK },
    },
    dataExportLimits: {
      ...{ perDay: env.DATA_EXPORTS_PER_DAY, keptDays: env.DATA_EXPORT_DAYS },
      ...{ overdueMinutes: env.DATA_EXPORT_OVERDUE_MINUTES, pages: env.DATA_EXPORT_PAGES },
    },
    roleLimits: { roles: env.ROLES_PER_ORGANIZATION, permissions: env.ROLE_PERMISSIONS },
    impersonationLimits: {
      ...{ usualMinutes: env.IMPERSONATION_MINUTES, mostMinutes: env.IMPERSONATION_MAX_MINUTES },
      active: env.IMPERSONATIONS_ACTIVE,
    },
  }));

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
      // How long accounts and organizations can be restored after they were deleted.
      DELETION_GRACE_DAYS: z.coerce.number().int().min(1).max(365).default(defaultGraceDays),
      // The organization whose admins run the platform: they suspend users everywhere. Nobody does without it.
      PLATFORM_ORGANIZATION_ID: z
        .string()
        .regex(/^org_[0-9a-f]{32}$/, 'expected the id of an organization')
        .optional(),
      // After how long the domains are asked again for what they have not erased.
      ERASURE_OVERDUE_HOURS: z.coerce.number().int().min(1).max(168).default(24),
      // Where the links in mails lead.
      APP_URL: z.url().default('http://127.0.0.1:4000/'),
    }),
    secrets,
  );
