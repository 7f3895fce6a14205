/** Permits everything; only this text does, never a part of another one. */
export const everything = '*';

/**
 * All that can be permitted, as `verb:resource`. `own` is what belongs to oneself or is shared by one's organization, `any` what
 * belongs to anybody in it: no permission reaches another organization.
 */
export const permissions = [
  'read:own_data',
  'write:own_data',
  'execute:ai_requests',
  'read:any_data',
  'write:any_data',
  'read:audit_logs',
  'manage:users',
  'manage:roles',
  'impersonate:users',
] as const;

/** A permission of the platform. */
export type Permission = (typeof permissions)[number];

const known: ReadonlySet<string> = new Set(permissions);

/** Whether what was granted permits this. Whatever is not known is denied, to everybody; `*` is permitted by `*` alone. */
export function permits(granted: readonly string[], asked: string): boolean {
  if (asked === everything) return granted.includes(everything);
  return (
    known.has(asked) && [everything, asked, asked.replace(':own_', ':any_')].some((grant) => granted.includes(grant))
  );
}

/** What was granted, spelled out: a reader of scopes needs no rule for `*` or for `any`. What is not known is left out. */
export function expandPermissions(granted: readonly string[]): string[] {
  return [everything, ...permissions].filter((permission) => permits(granted, permission));
}

/** Whether what was granted permits all that this permits: who gives a role, or takes one away, has it all. What is not known counts for nothing. */
export function covers(granted: readonly string[], asked: readonly string[]): boolean {
  return expandPermissions(asked).every((permission) => permits(granted, permission));
}
