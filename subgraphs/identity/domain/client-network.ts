import { isIPv6 } from 'node:net';

/**
 * What requests of one client have in common: an IPv4 address, or the /64 network of an IPv6 address, which a client has
 * all to itself.
 */
export function networkOf(address: string): string {
  const [bare = ''] = address.split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(bare)) return address;
  const [head = '', tail = ''] = bare.split('::');
  const groupsOf = (text: string) => (text ? text.split(':') : []);
  const left = groupsOf(head);
  const right = groupsOf(tail);
  const zeros = bare.includes('::') ? Array.from({ length: 8 - left.length - right.length }, () => '0') : [];
  const network = [...left, ...zeros, ...right].slice(0, 4);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
