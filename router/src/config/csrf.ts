import { z } from 'zod';

/** Requests that a page of another origin could make a browser send without asking first. */
export const csrfConfig = z
  .strictObject({
    /** One of these shows that the browser asked first. */
    required_headers: z
      .array(z.string().toLowerCase())
      .nonempty()
      .default(['apollo-require-preflight', 'x-apollo-operation-name']),
    /** Switches the check off. */
    unsafe_disabled: z.boolean().default(false),
  })
  .prefault({});

export type CsrfConfig = z.infer<typeof csrfConfig>;
