import type { IncomingMessage } from 'node:http';
import { isIP, isIPv4 } from 'node:net';

/** An address as proxies write it: some append the port, and put IPv6 into brackets then. */
const written = /^(?:\[([^\]]+)\](?::\d{1,5})?|(\d+\.\d+\.\d+\.\d+):\d{1,5}|(.*))$/;

/**
 * The address that a request comes from. Each proxy appends the address that it was called from to `x-forwarded-for`, so
 * that what stands before the entries of trusted proxies is what anybody may have written.
 *
 * @param trustedProxies how many proxies of our own stand in front.
 * @returns the address of the connection where the header is not as trusted proxies write it; undefined once that is gone.
 */
export function clientAddress(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  trustedProxies: number,
): string | undefined {
  const header = headers['x-forwarded-for'];
  // A request whose body is not read to its end has no socket any more.
  const own = addressOf((socket as Partial<IncomingMessage['socket']> | null)?.remoteAddress ?? '');
  if (trustedProxies <= 0 || typeof header !== 'string') return own;
  const trusted = header
    .split(',')
    .slice(-trustedProxies)
    .map((entry) => addressOf(entry.trim()));
  return trusted.includes(undefined) ? own : trusted[0];
}

function addressOf(entry: string): string | undefined {
  const [, bracketed, withPort, plain = ''] = written.exec(entry) ?? [];
  const address = bracketed ?? withPort ?? plain;
  if (isIP(address) === 0) return undefined;
  const mapped = /^::ffff:(.*)$/i.exec(address)?.[1] ?? '';
  return isIPv4(mapped) ? mapped : address;
}
