import { z } from 'zod';
import { duration } from './duration.ts';

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
    /** Who says which policies of `@policy` hold: without a module the scopes of the caller. */
    policy: z
      .strictObject({
        /** The path of an operator's own module. */
        module: z.string().min(1).optional(),
        /** For its answer; without one no policy holds. */
        timeout: duration.prefault('1s'),
        /** No event of a subscription is sent on an answer that is older. */
        reevaluate_after: duration.prefault('30s'),
      })
      .prefault({}),
  })
  .prefault({});

export type AuthorizationConfig = z.infer<typeof authorizationConfig>;
export type DirectivesConfig = AuthorizationConfig['directives'];
