import type { Effect } from '@conea/platform';

/** What a mutation came to: the id of what it made or changed, or why it was refused; sometimes both. */
export type Outcome<UserError> = { id: string | null; errors: UserError[] };

/** The mutation had its effect on the resource. */
export function done(type: string, id: string): Effect<{ id: string; errors: never[] }> {
  return { result: { id, errors: [] }, resource: { type, id } };
}

/** The mutation had no effect; `id` names what it was about, if the caller may know it. */
export function refused<UserError extends { message: string }>(
  errors: UserError[],
  resource: { type: string; id: string } | null = null,
) {
  return { result: { id: resource?.id ?? null, errors }, resource, isRefused: true };
}
