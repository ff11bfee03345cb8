import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createInternalKeys, readPublicKeys, readSigningKey } from './index.ts';

const pair = createInternalKeys();
const jwk = (pem: string) => createPrivateKey(pem).export({ format: 'jwk' });

test('a pair is read as it was made, and its halves have the same id', () => {
  const signing = readSigningKey(pair.privateKey);
  expect(readPublicKeys(pair.publicKeys)?.keys).toEqual([
    expect.objectContaining({ kid: signing?.id, alg: 'EdDSA', use: 'sig' }),
  ]);
  expect(signing?.id).toMatch(/^[\w-]{43}$/);
});

test('no two pairs are the same', () => {
  expect(createInternalKeys().privateKey).not.toBe(pair.privateKey);
});

test('a private key is read from one line of PEM, and from a JWK with an id of its own or without', () => {
  const id = readSigningKey(pair.privateKey)?.id;
  expect(readSigningKey(pair.privateKey.trim().replaceAll('\n', String.raw`\n`))?.id).toBe(id);
  expect(readSigningKey(JSON.stringify(jwk(pair.privateKey)))?.id).toBe(id);
  expect(readSigningKey(JSON.stringify({ ...jwk(pair.privateKey), kid: 'mine' }))?.id).toBe('mine');
});

describe('no private key', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  test.each([
    ['nothing', ''],
    ['a word', 'secret'],
    ['a public key', createPublicKey(pair.privateKey).export({ format: 'pem', type: 'spki' }).toString()],
    ['a public JWK', JSON.stringify(createPublicKey(pair.privateKey).export({ format: 'jwk' }))],
    ['another algorithm', rsa.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()],
    ['a set of keys', pair.publicKeys],
    ['broken JSON', '{'],
  ])('%s', (_, text) => {
    expect(readSigningKey(text)).toBeUndefined();
  });
});

describe('no public keys', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { kid } = readPublicKeys(pair.publicKeys)?.keys[0] ?? {};
  test.each([
    ['nothing', ''],
    ['a list', '[]'],
    ['an empty set', '{"keys":[]}'],
    ['null', 'null'],
    ['a private key', JSON.stringify({ keys: [{ ...jwk(pair.privateKey), kid }] })],
    [
      'a key without an id',
      JSON.stringify({ keys: [{ ...createPublicKey(pair.privateKey).export({ format: 'jwk' }) }] }),
    ],
    ['another algorithm', JSON.stringify({ keys: [{ ...rsa.publicKey.export({ format: 'jwk' }), kid }] })],
    ['a secret', JSON.stringify({ keys: [{ kty: 'oct', k: 'AAAA', kid }] })],
    ['null as a key', '{"keys":[null]}'],
  ])('%s', (_, text) => {
    expect(readPublicKeys(text)).toBeUndefined();
  });
});
