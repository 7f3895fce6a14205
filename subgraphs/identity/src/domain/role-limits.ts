/** How many roles an organization may make, and how many permissions one may have. */
export type RoleLimits = { roles: number; permissions: number };

export const roleLimits: RoleLimits = { roles: 50, permissions: 50 };
