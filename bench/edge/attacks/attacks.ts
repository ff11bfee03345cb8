import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Attack } from '../attack.ts';
import { filmByGet } from '../edge-operations.ts';
import { get, post } from '../raw-connection.ts';
import { aliases, deep, fragmentBomb, fragmentCycles, small } from './documents.ts';
import { flood } from './flood.ts';
import { largeBodies } from './large-bodies.ts';
import { readersLeadSeconds, slowBodies, slowReaders } from './slow-clients.ts';
import { largeOperations, manyWebSockets } from './web-sockets.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const text = (textOf: (index: number) => string): Attack =>
  flood((url, index) => post(url, JSON.stringify({ query: textOf(index) })));

const automatic = (query: string) => ({
  query,
  extensions: { persistedQuery: { version: 1, sha256Hash: sha256(query) } },
});

let bomb: Buffer | undefined;

/** What is sent for a thousand times as much. */
function gzipBomb(): Buffer {
  return (bomb ??= gzipSync(Buffer.alloc(200_000_000, ' '), { level: 9 }));
}

interface NamedAttack {
  readonly title: string;
  readonly attack: Attack;
  /** How long it goes on before it is looked what becomes of others. */
  readonly leadSeconds?: number;
}

/** The attacks, in the order of the table. */
export const attacks = {
  aliases: { title: '10 000 aliases', attack: text((index) => aliases(10_000, index)) },
  depth: { title: 'depth bomb, 1300 levels', attack: text((index) => deep(1300, index)) },
  'long-depth': { title: 'depth bomb, 25 000 levels', attack: text((index) => deep(25_000, index)) },
  'fragment-bomb': { title: 'fragment bomb, 2 to the power of 250', attack: text((index) => fragmentBomb(250, index)) },
  'fragment-cycles': { title: 'fragment cycles, 35 in each other', attack: text((index) => fragmentCycles(35, index)) },
  'large-bodies': { title: 'bodies of 100 MB', attack: largeBodies },
  'gzip-bombs': {
    title: 'bodies of 200 MB in gzip, 1000:1',
    attack: flood((url) => post(url, gzipBomb(), { 'content-encoding': 'gzip' })),
  },
  'slow-bodies': { title: 'slow bodies, 200 connections', attack: slowBodies },
  'slow-readers': {
    title: 'slow readers of 1 MB, 100 connections',
    attack: slowReaders,
    leadSeconds: readersLeadSeconds,
  },
  'unknown-ids': {
    title: 'unknown ids',
    attack: flood((url, index) => post(url, JSON.stringify({ documentId: sha256(String(index)) }))),
  },
  apq: {
    title: 'APQ: different hashes with texts',
    attack: flood((url, index) => post(url, JSON.stringify(automatic(small(index))))),
  },
  documents: { title: 'different small documents', attack: text(small) },
  urls: { title: 'different URLs by GET', attack: flood((url, index) => get(url, `${filmByGet(1)}&x=${index}`)) },
  'web-sockets': { title: 'WebSocket: connections', attack: manyWebSockets },
  'large-operations': { title: 'WebSocket: 10 000 aliases', attack: largeOperations },
} as const satisfies Readonly<Record<string, NamedAttack>>;

/** How long an attack goes on before it is looked what becomes of others, in seconds. */
export const leadSecondsOf = (name: AttackName): number => (attacks[name] as NamedAttack).leadSeconds ?? 0;

export type AttackName = keyof typeof attacks;
