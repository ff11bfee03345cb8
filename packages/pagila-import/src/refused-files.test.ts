import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { copyBlock, dumpOf, inserts, smallChain, type Chain } from './small-dump.fixture.ts';
import { createImportTarget, type ImportTarget } from './test-chain.fixture.ts';

let target: ImportTarget;
let before: Record<string, string[]>;
beforeAll(async () => {
  target = await createImportTarget();
  await target.import(dumpOf(smallChain()));
  before = await target.contents();
});

const whole = dumpOf(smallChain());
const wholeInserts = dumpOf(smallChain(), inserts);
const withoutPayment = Object.fromEntries(Object.entries(smallChain()).filter(([table]) => table !== 'payment'));

describe('a file that is no whole dump is refused in one line', () => {
  const cases: Record<string, readonly [string | Buffer, RegExp]> = {
    'cut off in a COPY block': [whole.slice(0, -5), /cut off: the rows of payment from line \d+ on have no end/],
    'cut off in the middle of a line': [whole.slice(0, whole.indexOf("O'NEIL")), /cut off: the rows of actor/],
    'cut off between tables': [dumpOf(withoutPayment as Chain), /not whole: payment is not in it/],
    'cut off in an INSERT': [wholeInserts.slice(0, -2), /cut off: the statement of line \d+ does not end/],
    'cut off in a string': [wholeInserts.slice(0, -9), /cut off: a string begins on line \d+ and does not end/],
    'cut off between INSERTs': [
      `-- Dumped by pg_dump version 15.20\n${wholeInserts}`,
      /cut off: its last line, "-- PostgreSQL database dump complete", is missing/,
    ],
    'with a block that has lost its end': [
      whole.replace('\\.\n\nCOPY category', '\nCOPY category'),
      /line \d+: the rows of language from line 1 on have no end/,
    ],
    'a column missing': [
      whole.replace('COPY payment (payment_id', 'COPY payment (id'),
      /line \d+: the rows of payment have no payment_id/,
    ],
    'a table twice': [
      whole + copyBlock('a.actor', smallChain().actor) + copyBlock('b.actor', smallChain().actor),
      /line \d+: actor is in two schemas, a and b/,
    ],
    'rows in another file': [
      whole.replace(/COPY payment (\(.*\)) FROM stdin;[^]*/, "COPY payment $1 FROM '$$$$PATH$$$$/3054.dat';\n"),
      /line \d+: the rows of payment are in another file, \$\$PATH\$\$\/3054.dat/,
    ],
    'rows as CSV': [
      whole.replace('FROM stdin;', 'FROM stdin WITH (FORMAT csv);'),
      /line 1: the rows of language are in another/,
    ],
    'rows from a query': [`${whole}INSERT INTO actor SELECT 1;\n`, /line \d+: an INSERT into actor without VALUES/],
    'a dump for MySQL': ["SET @OLD_SQL_MODE=@@SQL_MODE;\nINSERT INTO actor VALUES (1,'A','B');\n", /for MySQL/],
    'another dump': [copyBlock('public.orders', { columns: ['id'], rows: [['1']] }), /no table of Pagila or Sakila/],
    'another text': ["It's a text,\nand not a dump.\n", /no table of Pagila or Sakila/],
    empty: ['', /is empty$/],
    'in the custom format': [Buffer.from('PGDMP\x01\x0e\x00'), /custom format/],
    compressed: [gzipSync(whole), /compressed with gzip; unpack it first$/],
    'in UTF-16': [Buffer.from(`\uFEFF${whole}`, 'utf16le'), /UTF-16/],
    'a picture': [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), /byte 0/],
    'not in its encoding': [Buffer.from(whole, 'latin1'), /line \d+ is not UTF-8/],
    'in an encoding that is not known': [
      `SET client_encoding = 'SJIS';\n${whole}`,
      /line 1: dumps in SJIS are not read/,
    ],
  };
  test.each(Object.entries(cases))('%s', async (_, [dump, message]) => {
    const error = (await target.import(dump).catch((caught: unknown) => caught)) as Error;
    expect(error).toMatchObject({ name: 'ImportRefused', message: expect.stringMatching(message) as string });
    expect(error.message).not.toContain('\n');
    expect(await target.contents()).toEqual(before);
  });
});
