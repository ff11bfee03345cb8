import type { Clock } from '@reelhouse/clock';
import type { Sql, Transaction } from '@reelhouse/database';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import {
  insertSigningKey,
  lockSigningKeys,
  readSigningKeys,
  retireOlderKeys,
  type SigningKeyRow,
} from '../store/signing-key.ts';
import { accessTokenLifetime } from './access-token.ts';

const hour = 60 * 60;
const day = 24 * hour;

/** How long what, in seconds. */
export const keyTimes = {
  /** A key signs this long before the next one does. */
  signs: 30 * day,
  /** A key is published this long before it signs, so that everybody who keeps the key set has read it. */
  announced: day,
  /** Who reads the key set may keep it this long. */
  kept: hour,
  /** A key is published this long after it has signed for the last time: a token's lifetime, and clocks that differ. */
  outlives: accessTokenLifetime + hour,
} as const;

/** The key that signs. */
export interface ActiveKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
}

/** Private keys by the thumbprint of their public key, which names them: the same name is the same key everywhere. */
const imported = new Map<string, CryptoKey>();
const mostImported = 8;

/** The key that signs now. The first one is made when it is needed, once among all processes. */
export async function activeKey(sql: Sql, clock: Clock): Promise<ActiveKey> {
  const at = clock.now();
  const row = activeOf(await readSigningKeys(sql, at), at) ?? (await makeFirstKey(sql, at));
  return { kid: row.kid, privateKey: imported.get(row.kid) ?? (await importPrivateKey(row)) };
}

/** The public keys, as a JSON Web Key Set (RFC 7517): those that sign, signed, or will sign. */
export async function publicKeys(sql: Sql, clock: Clock): Promise<{ readonly keys: readonly unknown[] }> {
  const rows = await readSigningKeys(sql, clock.now());
  return { keys: rows.map(({ publicJwk }) => publicJwk) };
}

/**
 * Makes the next key when the present one has signed for long enough. The present one goes on until the next one signs,
 * and its tokens stay good.
 *
 * @returns whether it made one.
 */
export async function rotateSigningKeys(tx: Transaction, at: Date): Promise<boolean> {
  await lockSigningKeys(tx);
  const [youngest] = await readSigningKeys(tx, at);
  if (!youngest) return false;
  const due = after(youngest.activeFrom, keyTimes.signs - keyTimes.announced);
  if (at < due) return false;
  const activeFrom = after(at, keyTimes.announced);
  const { kid } = await makeKey(tx, { at, activeFrom });
  await retireOlderKeys(tx, { kid, retiresAt: after(activeFrom, keyTimes.outlives) });
  return true;
}

function activeOf(youngestFirst: readonly SigningKeyRow[], at: Date): SigningKeyRow | undefined {
  return youngestFirst.find(({ activeFrom }) => activeFrom <= at);
}

function makeFirstKey(sql: Sql, at: Date): Promise<SigningKeyRow> {
  return sql.begin(async (tx) => {
    await lockSigningKeys(tx);
    const made = await readSigningKeys(tx, at);
    // A process whose clock is ahead may have been faster: its key is the one, though its time is still to come.
    return activeOf(made, at) ?? made.at(-1) ?? makeKey(tx, { at, activeFrom: at });
  });
}

async function makeKey(
  tx: Transaction,
  { at, activeFrom }: { readonly at: Date; readonly activeFrom: Date },
): Promise<SigningKeyRow> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const [privateJwk, bare] = await Promise.all([exportJWK(privateKey), exportJWK(publicKey)]);
  const kid = await calculateJwkThumbprint(bare);
  const publicJwk = { ...bare, kid, alg: 'EdDSA', use: 'sig' };
  await insertSigningKey(tx, {
    kid,
    privateJwk: JSON.stringify(privateJwk),
    publicJwk: JSON.stringify(publicJwk),
    createdAt: at,
    activeFrom,
  });
  return { kid, privateJwk, publicJwk, activeFrom, retiresAt: null };
}

async function importPrivateKey({ kid, privateJwk }: SigningKeyRow): Promise<CryptoKey> {
  const key = await importJWK(privateJwk as JWK, 'EdDSA');
  if (key instanceof Uint8Array) throw new TypeError(`the signing key ${kid} is not a key pair`);
  const [oldest] = imported.keys();
  if (oldest !== undefined && imported.size >= mostImported) imported.delete(oldest);
  imported.set(kid, key);
  return key;
}

function after(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000);
}
