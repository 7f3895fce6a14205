import { ClientError, type Caller, type Mutate } from '@conea/platform';

// What ends an impersonation. Everything else of this domain is about who somebody is and what they may do.
const allowed: ReadonlySet<string> = new Set(['session.sign_out', 'impersonation.end']);

/** Whether somebody else acts as the user. */
export function isImpersonated({ user }: Caller): boolean {
  return user?.impersonatorId !== undefined;
}

/**
 * The one guard of what nobody does in another one's name: passwords, addresses, factors, keys, sessions, roles, members, deletion, and impersonation itself.
 * A mutation that is new is refused as well. Throws FORBIDDEN, and the refusal stands in the audit trail with both.
 */
export function guardImpersonation(mutate: Mutate): Mutate {
  return (caller, request, work) =>
    mutate(caller, request, isImpersonated(caller) && !allowed.has(request.action) ? refuse : work);
}

async function refuse(): Promise<never> {
  throw new ClientError('FORBIDDEN', 'Nobody does this in the name of somebody else.');
}
