import { permissions, type Permission } from '@conea/platform';

const descriptions: Record<Permission, string> = {
  'read:own_data': 'Look at your own data, and at what the organization shares: stores, orders, pipelines, activity.',
  'write:own_data':
    'Change your own data, and what the organization shares: connect stores, upload files, run pipelines.',
  'execute:ai_requests': 'Ask AI models, at the cost of the organization.',
  'read:any_data': 'Look at the data of everybody in the organization, such as their chats.',
  'write:any_data': 'Change the data of everybody in the organization.',
  'read:audit_logs': 'Search, export and report the audit trail of the organization.',
  'manage:users': 'Create, suspend, restore and remove users who may do no more than you, and end their sessions.',
  'manage:roles': 'Make, change and give roles that permit no more than you may.',
  'impersonate:users': 'Act for a while as a user who may do no more than you.',
};

/** A permission and what it is good for. */
export type CatalogueEntry = { name: Permission; description: string };

/** All that a role can permit. */
export const permissionCatalogue: readonly CatalogueEntry[] = permissions.map((name) => ({
  name,
  description: descriptions[name],
}));

/** Why this is no permission that a role can have, with the one that was probably meant; null when it is one. */
export function problemOfPermission(text: string): string | null {
  if (text === '*') return 'Only the role admin permits everything: `*` is no permission of another role.';
  if (permissions.some((name) => name === text)) return null;
  const nearest = permissions
    .map((name) => ({ name, likeness: likeness(name, text.slice(0, maxLength).toLowerCase()) }))
    .reduce((best, next) => (next.likeness > best.likeness ? next : best));
  const hint = nearest.likeness > 0.4 ? ` Do you mean \`${nearest.name}\`?` : ' `permissions` lists all there are.';
  return `There is no such permission.${hint}`;
}

const maxLength = 50;

/** The share of pairs of letters that two texts have in common (Sørensen–Dice), 0 to 1. */
function likeness(one: string, other: string): number {
  const [pairs, others] = [pairsOf(one), pairsOf(other)];
  const common = [...pairs].filter((pair) => others.has(pair)).length;
  return (2 * common) / (pairs.size + others.size);
}

function pairsOf(text: string): Set<string> {
  return new Set(Array.from(text, (_, index) => text.slice(index, index + 2)));
}
