import { isIPv4, isIPv6 } from 'node:net';

const mapped = /^::ffff:(?<ipv4>\d+\.\d+\.\d+\.\d+)$/i;

/** The network an address counts for: one customer has a whole IPv4 /24 or IPv6 /64 easily. `unknown` for anything else. */
export function networkOf(ip: string | null): string {
  const address = mapped.exec(ip ?? '')?.groups?.['ipv4'] ?? ip ?? '';
  if (isIPv4(address)) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  if (isIPv6(address)) return `${firstGroups(address).join(':')}::/64`;
  return 'unknown';
}

/** The first four groups of an IPv6 address, without leading zeros. */
function firstGroups(address: string): string[] {
  const [head = '', tail = ''] = address.split('%', 1).join().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
}
