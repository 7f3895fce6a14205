import { roles, type Transaction } from '@conea/platform';
import { permissionsOf, type BuiltInRole, type Role } from './roles.ts';

/** A role that users of an organization can have. */
export type OrganizationRole = {
  /** `rol_admin`, `rol_user` and `rol_viewer` are those of every organization. */
  id: string;
  role: Role;
  name: string;
  description: string;
  permissions: readonly string[];
  /** Suspended members count as well, and disabled service accounts. */
  memberCount: number;
  serviceAccountCount: number;
};

/** Everybody who has a role. */
export type RoleHolders = { userIds: string[]; serviceAccountIds: string[] };

/** How many have a role that every organization has. */
export type RoleCount = Pick<OrganizationRole, 'role' | 'memberCount' | 'serviceAccountCount'>;

/** A role that an organization made, without its members. */
export type CustomRole = {
  id: `rol_${string}`;
  organizationId: string;
  name: string;
  description: string;
  permissions: string[];
};

export type RoleChange = Pick<CustomRole, 'name' | 'description' | 'permissions'> & { nameKey: string };

/** What the use cases need of the stored roles. */
export type RoleStore = {
  /** False when the organization has another role of this name. */
  create(tx: Transaction, id: string, organizationId: string, role: RoleChange, now: Date): Promise<boolean>;
  /** False when the organization has another role of this name. */
  update(tx: Transaction, id: string, role: RoleChange, now: Date): Promise<boolean>;
  count(tx: Transaction, organizationId: string): Promise<number>;
  find(tx: Transaction, organizationId: string, id: string): Promise<CustomRole | null>;
  /** Keeps others from changing, giving or deleting the role until the transaction ends. */
  lock(tx: Transaction, organizationId: string, id: string): Promise<CustomRole | null>;
  delete(tx: Transaction, id: string): Promise<void>;
  findHolders(tx: Transaction, organizationId: string, role: Role): Promise<RoleHolders>;
  /** Gives another role to everybody who has this one; answers them. */
  replace(tx: Transaction, organizationId: string, from: Role, to: Role): Promise<RoleHolders>;
  /** By id, those that the organization made. */
  listByIds(organizationId: string, ids: readonly string[]): Promise<OrganizationRole[]>;
  /** The built-in ones, then those of the organization by name. */
  listOfOrganization(organizationId: string): Promise<OrganizationRole[]>;
};

const descriptions: Record<BuiltInRole, string> = {
  admin: 'May do everything in the organization.',
  user: 'Works with the data of the organization and with AI.',
  viewer: 'Looks at the data of the organization.',
};

/** The roles that every organization has, the strongest first. */
export function builtInRoles(counts: readonly RoleCount[]): OrganizationRole[] {
  return roles.map((role) => ({
    id: `rol_${role}`,
    role,
    name: role,
    description: descriptions[role],
    permissions: permissionsOf({ role, customPermissions: null }),
    ...{ memberCount: 0, serviceAccountCount: 0, ...counts.find((one) => one.role === role) },
  }));
}
