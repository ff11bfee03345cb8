import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '@reelhouse/clock';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Signs access tokens, and publishes its keys. */
export interface TokenIssuer {
  /** The URL of its keys. */
  readonly jwks: string;
  /** A good token of `staff:1` for 900 s, but for what is given. */
  readonly sign: (claims?: object, header?: object) => Promise<string>;
  stop(): void;
}

/** Starts an issuer with one key. */
export async function startIssuer(): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'EdDSA' };
  const server = createServer((_, response) => response.end(JSON.stringify({ keys: [jwk] }))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    jwks: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async sign(claims = {}, header = {}) {
      const now = Math.floor(systemClock.now().getTime() / 1000);
      const who = { iss: 'reelhouse', aud: 'reelhouse', sub: 'staff:1', scope: 'staff', sid: 's1' };
      return new SignJWT({ ...who, iat: now, exp: now + 900, ...claims })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'k1', ...header })
        .sign(privateKey);
    },
    stop: () => void server.close(),
  };
}

/** Tokens that are refused. */
export const badTokens: readonly [string, (sign: TokenIssuer['sign']) => Promise<string> | string][] = [
  ['that has expired', (sign) => sign({ iat: 1, exp: 2 })],
  ['for somebody else', (sign) => sign({ aud: 'other' })],
  ['between processes', (sign) => sign({ aud: 'subgraph:people' }, { typ: 'reelhouse-internal+jwt' })],
  ['that lives longer than sessions are remembered', (sign) => sign({ exp: 9e9 })],
  ['that is none', () => 'x'],
];
