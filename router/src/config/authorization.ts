import { z } from 'zod';

/** What callers may do. */
export const authorizationConfig = z
  .strictObject({
    /** Whether every anonymous request is refused, on every transport. */
    require_authentication: z.boolean().default(false),
    /** `@authenticated`, `@requiresScopes` and `@policy`. */
    directives: z
      .strictObject({
        enabled: z.boolean().default(true),
        /** Nothing of an operation is executed when its caller may not see all of it. */
        reject_unauthorized: z.boolean().default(false),
        /** Everything is executed; what would be denied is only told and logged. */
        dry_run: z.boolean().default(false),
        errors: z
          .strictObject({
            log: z.boolean().default(true),
            /** Where an answer tells what was denied: `errors`, `extensions.authorizationErrors`, or nowhere. */
            response: z.enum(['errors', 'extensions', 'disabled']).default('errors'),
          })
          .prefault({}),
      })
      .prefault({}),
  })
  .prefault({});

export type AuthorizationConfig = z.infer<typeof authorizationConfig>;
export type DirectivesConfig = AuthorizationConfig['directives'];
