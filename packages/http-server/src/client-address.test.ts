import { describe, expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';

const socket = '198.51.100.7';

function of(forwarded: string | undefined, trustedProxies: number, remoteAddress: string | undefined = socket) {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return clientAddress({ headers, socket: { remoteAddress } as never }, trustedProxies);
}

describe('where a request comes from', () => {
  test.each<[string, string | undefined, number, string]>([
    ['nothing in front', undefined, 0, socket],
    ['a header that nobody is trusted to write', '203.0.113.9', 0, socket],
    ['a trusted proxy that writes none', undefined, 1, socket],
    ['one proxy', '203.0.113.9', 1, '203.0.113.9'],
    ['what the client wrote itself, before the proxy', '10.0.0.1, 203.0.113.9', 1, '203.0.113.9'],
    ['two proxies', '203.0.113.9, 192.0.2.1', 2, '203.0.113.9'],
    ['what the client wrote itself, before two', '10.0.0.1, 10.0.0.2, 203.0.113.9, 192.0.2.1', 2, '203.0.113.9'],
    ['rubbish of the client, before the proxy', 'x, "<script>", 203.0.113.9', 1, '203.0.113.9'],
    ['fewer entries than proxies', '203.0.113.9', 3, '203.0.113.9'],
    ['an entry that is no address', 'unknown', 1, socket],
    ['a trusted entry that is no address', '203.0.113.9, _hidden', 2, socket],
    ['an empty header', '', 1, socket],
    ['an empty entry', '203.0.113.9,', 1, socket],
    ['a host name', 'evil.example.com', 1, socket],
    ['an address with a port', '203.0.113.9:51234', 1, '203.0.113.9'],
    ['IPv6', '2001:db8::9', 1, '2001:db8::9'],
    ['IPv6 with a port', '[2001:db8::9]:51234', 1, '2001:db8::9'],
    ['IPv4 written as IPv6', '::ffff:203.0.113.9', 1, '203.0.113.9'],
    ['an address that is too large', '203.0.113.999', 1, socket],
  ])('%s', (_, forwarded, trusted, expected) => {
    expect(of(forwarded, trusted)).toBe(expected);
  });

  test('a socket that takes both kinds of addresses', () => {
    expect(of(undefined, 0, '::ffff:198.51.100.7')).toBe('198.51.100.7');
  });

  test('a connection that is gone', () => {
    expect(clientAddress({ headers: {}, socket: {} as never }, 1)).toBeUndefined();
  });
});
