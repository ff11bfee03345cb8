import { describe, expect, test } from 'vitest';
import { ConnectionLimits } from './connection-limits.ts';

test('an address, an identity and the server have as many as they may have, and what is released can be taken again', () => {
  const limits = new ConnectionLimits({ perAddress: 2, perIdentity: 1, total: 3 });
  const [first, second] = [limits.take('192.0.2.1'), limits.take('192.0.2.1')];
  expect(limits.take('192.0.2.1')).toBeUndefined();
  const third = limits.take('192.0.2.2');
  expect(limits.take('192.0.2.3')).toBeUndefined();
  expect([first?.identify('customer:1'), second?.identify('customer:1')]).toEqual([true, false]);
  expect([third?.identify(undefined), third?.identify('customer:2')]).toEqual([true, true]);
  expect(limits.counts).toEqual({ connections: 3, addresses: 2, identities: 2 });
  for (const counted of [first, first, second, third]) counted?.release();
  expect(first?.identify('customer:3')).toBe(true);
  expect(limits.counts).toEqual({ connections: 0, addresses: 0, identities: 0 });
  expect(limits.take('192.0.2.3')).toBeDefined();
});

describe('addresses of IPv6 count by their /64', () => {
  test.each<[string, string, boolean]>([
    ['2001:db8:0:1::1', '2001:db8:0:1:ffff::2', true],
    ['2001:db8::1', '2001:0db8:0000:0000:1:2:3:4', true],
    ['2001:DB8::1', '2001:db8::2', true],
    ['::1', '::2', true],
    ['fe80::1%eth0', 'fe80::2%eth1', true],
    ['2001:db8:0:1::1', '2001:db8:0:2::1', false],
    ['192.0.2.1', '192.0.2.2', false],
  ])('%s and %s: %s', (one, other, together) => {
    const limits = new ConnectionLimits({ perAddress: 1 });
    limits.take(one);
    expect(limits.take(other) === undefined).toBe(together);
  });
});
