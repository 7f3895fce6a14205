import { z } from 'zod';
import { headerNameShape, headerValueShape } from '../headers/header-names.ts';

/** The name of a header that a rule may touch. */
export const headerName = (isReserved: (name: string) => boolean) =>
  z
    .string()
    .toLowerCase()
    .regex(headerNameShape, 'expected the name of a header')
    .refine((text) => !isReserved(text), 'this header belongs to the connection, the body or the router itself');

export const headerValue = z
  .string()
  .regex(headerValueShape, 'expected a value without line ends, of at most 8192 characters');

/** A regular expression that names are tested with. */
export const headerPattern = z.string().transform((text, context) => {
  try {
    return new RegExp(text, 'i');
  } catch {
    context.addIssue({ code: 'custom', message: `${text} is no regular expression` });
    return z.NEVER;
  }
});

/** Whether exactly one of the members is there. */
export const isOneOf = (members: object) =>
  Object.values(members).filter((member) => member !== undefined).length === 1;

/** What `propagate` says in both directions: which headers, and what becomes of a named one. */
export const propagation = (name: ReturnType<typeof headerName>) => ({
  named: name.optional(),
  /** All headers with such names, but for those that have to be named. */
  matching: headerPattern.optional(),
  /** What a named one is called on the other side. */
  rename: name.optional(),
  /** Where it is not sent. */
  default: headerValue.optional(),
});

type Propagation = { [Key in keyof ReturnType<typeof propagation>]?: unknown };

export function checkPropagation(rule: Propagation, context: z.RefinementCtx): void {
  const { named, matching, rename, default: missing } = rule;
  const problem = (message: string) => context.addIssue({ code: 'custom', message });
  if (!isOneOf({ named, matching })) problem('say either `named` or `matching`');
  if (matching !== undefined && (rename !== undefined || missing !== undefined))
    problem('`rename` and `default` are for one header that is `named`');
}

/** What `remove` says in both directions. */
export const removal = (name: ReturnType<typeof headerName>) =>
  z
    .strictObject({ named: name.optional(), matching: headerPattern.optional() })
    .refine(({ named, matching }) => isOneOf({ named, matching }), 'say either `named` or `matching`');
