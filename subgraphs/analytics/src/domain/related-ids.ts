import type { ConeaEvent } from '@conea/platform';

const maxIds = 16;
const id = /^[a-z]{2,5}_[0-9a-f]{32}$/;

/** What an event is about: its subject, its tenant and every id in its data under a name that ends in `Id`. */
export function relatedIds({ subject, tenantid, data }: ConeaEvent): string[] {
  const members = typeof data === 'object' && data !== null && !Array.isArray(data) ? Object.entries(data) : [];
  const named = members.flatMap(([name, value]) => (name.endsWith('Id') && typeof value === 'string' ? [value] : []));
  return [...new Set([subject, tenantid, ...named])].filter((value) => id.test(value)).slice(0, maxIds);
}
