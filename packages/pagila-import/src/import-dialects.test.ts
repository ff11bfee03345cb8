import { beforeAll, describe, expect, test } from 'vitest';
import { copyBlock, dumpOf, inserts, literal, smallChain, type Chain, type Rows } from './small-dump.fixture.ts';
import { createImportTarget, type ImportTarget } from './test-chain.fixture.ts';

let target: ImportTarget;
let expected: Record<string, string[]>;
beforeAll(async () => {
  target = await createImportTarget();
  await target.import(dumpOf(smallChain()));
  expected = await target.contents();
});

/** A chain with one table written differently. */
function withTable(table: keyof Chain, change: (rows: Rows) => Rows): Chain {
  const chain = smallChain();
  return { ...chain, [table]: change(chain[table]) };
}

function without(rows: Rows, ...names: string[]): Rows {
  const kept = rows.columns.map((_, i) => i).filter((i) => !names.includes(rows.columns[i]!));
  const pick = <Item>(items: readonly Item[]): Item[] => kept.map((i) => items[i]!);
  return { columns: pick(rows.columns), rows: rows.rows.map(pick) };
}

function reversed({ columns, rows }: Rows): Rows {
  return { columns: columns.toReversed(), rows: rows.map((row) => row.toReversed()) };
}

/** Rentals with a range in place of their two times. */
function withPeriod(rentals: Rows, bound = (time: string): string => `"${time}"`): Rows {
  const { columns, rows } = without(rentals, 'rental_date', 'return_date');
  const periods = rentals.rows.map((row) => `[${bound(row[1]!)},${row[4] == null ? '' : bound(row[4])})`);
  return { columns: [...columns, 'rental_period'], rows: rows.map((row, i) => [...row, periods[i]!]) };
}

function multiRow(table: string, { columns, rows }: Rows): string {
  const tuples = rows.map((row) => `\n\t( ${row.map(literal).join(' ,')} )`);
  return `insert into "public"."${table}" ("${columns.join('", "')}") overriding system value values${tuples.join(',')}\non conflict do nothing;\n`;
}

/** Payments in two partitions, of which nothing is said but their names. */
const partitions = (first: string, second: string) => {
  const chain = smallChain();
  const { columns, rows } = chain.payment;
  return dumpOf({ ...chain, payment: { columns, rows: [] } }).concat(
    copyBlock(first, { columns, rows: rows.slice(0, 1) }),
    copyBlock(second, { columns, rows: rows.slice(1) }),
  );
};

const functions = `
SET standard_conforming_strings = on;
/* a comment /* in a comment */ INSERT INTO film VALUES (1); */
CREATE FUNCTION public.last_updated() RETURNS trigger LANGUAGE plpgsql AS $_$
BEGIN
  INSERT INTO film VALUES (9, 'IT''S $$ NO ROW');
  COPY film FROM stdin;
END $_$;
CREATE FUNCTION atomic(i integer) RETURNS void LANGUAGE sql
BEGIN ATOMIC
  SELECT CASE WHEN i = 1 THEN 1 ELSE 2 END;
  INSERT INTO language (language_id) VALUES (1);
END;
CREATE RULE r AS ON INSERT TO language DO INSTEAD (INSERT INTO category VALUES (99, 'x'); SELECT 1);
COMMENT ON TABLE film IS 'INSERT INTO film VALUES (1);';
`;

const insertsOfTools = `
Insert into film
(film_id,title,description,release_year,language_id,original_language_id,rental_duration,rental_rate,length,replacement_cost,rating,special_features,last_update)
Values
    ('1','ACADEMY DINOSAUR',E'A tab\\there; a back\\\\slash,
(a "new" line)','2006','1','2','6','0.99','86',(20.99),'PG-13'::public.mpaa_rating,string_to_array('Trailers,Behind the Scenes',','),timestamp without time zone '2006-02-15 05:02:19.000')
;
Insert into film values
    (2, 'ACE GOLDFINGER', NULL, null, +1, NULL::integer, 3, 4.99, NULL, 12.99, NULL, '2006-02-15 05:02:19'::timestamp(0) without time zone, ARRAY[]::text[], $$'it''s':1$$::tsvector);
`;

describe('every dialect gives the same rows', () => {
  const chain = smallChain();
  const cases: Record<string, string> = {
    'with the schema': dumpOf(chain, (table, rows) => copyBlock(`public.${table}`, rows)),
    'with quoted names': dumpOf(chain, (table, rows) => copyBlock(`"public"."${table}"`, rows)),
    'in another schema': dumpOf(chain, (table, rows) => copyBlock(`sakila.${table}`, rows)),
    'with Windows ends of lines': dumpOf(chain).replaceAll('\n', '\r\n'),
    'with a byte order mark': `\uFEFF${dumpOf(chain)}`,
    'without a line end at the end': dumpOf(chain).trimEnd(),
    'with columns in another order': dumpOf(chain, (table, rows) => copyBlock(table, reversed(rows))),
    'with tables in another order': dumpOf(Object.fromEntries(Object.entries(chain).toReversed()) as Chain),
    'without the column fulltext': dumpOf(withTable('film', (rows) => without(rows, 'fulltext'))),
    'with columns that Pagila does not have': dumpOf(
      withTable('city', ({ columns, rows }) => ({ columns: ['x', ...columns], rows: rows.map((r) => ['y', ...r]) })),
    ),
    'with ranges for rentals': dumpOf(withTable('rental', withPeriod)),
    'with bare ranges for rentals': dumpOf(withTable('rental', (rows) => withPeriod(rows, (time) => time))),
    'with ranges of times with zones': dumpOf(
      withTable('rental', (rows) => withPeriod(rows, (time) => `"${time}+00"`)),
    ),
    'with monthly partitions of payments': partitions('payment_p2005_05', 'public.payment_p0000_default'),
    'with partitions of any name': partitions('payment_first', 'payment_other'),
    'with a psql command': `\\restrict abc\n\\connect pagila\n${dumpOf(chain)}\\unrestrict abc\n`,
    'with functions that hold statements': functions + dumpOf(chain),
    'with INSERTs': dumpOf(chain, inserts),
    'with INSERTs without column names': dumpOf(chain, (table, rows) => inserts(table, rows, { named: false })),
    'with INSERTs of many rows': dumpOf(chain, multiRow),
    'with INSERTs in upper case': dumpOf(chain, (table, rows) => inserts(table.toUpperCase(), rows)),
    'with INSERTs and Windows ends of lines': dumpOf(chain, inserts).replaceAll('\n', '\r\n'),
    'with INSERTs that other tools write': dumpOf(chain, (table, rows) =>
      table === 'film' ? insertsOfTools : inserts(table, rows),
    ),
    'with the order of columns in CREATE TABLE': dumpOf(chain, (table, rows) => {
      const { columns } = reversed(rows);
      const definitions = columns.map((name) => `  ${name} text DEFAULT concat('a', 'b') NOT NULL`);
      const definition = `CREATE TABLE public.${table} (\n${definitions.join(',\n')},\n  CONSTRAINT c CHECK ((1 > 0))\n);\n`;
      return definition + inserts(table, reversed(rows), { named: false });
    }),
    'with tables put together from several dumps': dumpOf(
      chain,
      (table, rows) =>
        `--\n-- PostgreSQL database dump\n--\n${copyBlock(table, rows)}-- PostgreSQL database dump complete\nanalyze ${table};\n`,
    ),
  };
  test.each(Object.entries(cases))('%s', async (_, dump) => {
    const { leftOut } = await target.import(dump);
    expect(leftOut).toEqual([]);
    expect(await target.contents()).toEqual(expected);
  });
});

test('partitions are known by the definitions of the dump', async () => {
  const chain = smallChain();
  const definitions = `
    CREATE TABLE payment (payment_id integer, customer_id integer, staff_id integer, rental_id integer,
      amount numeric(5,2), payment_date timestamp) PARTITION BY RANGE (payment_date);
    CREATE TABLE jan (CONSTRAINT c CHECK (true)) INHERITS (payment);
    CREATE TABLE feb PARTITION OF public.payment FOR VALUES FROM ('2005-02-01') TO ('2005-03-01');
    CREATE TABLE mar (payment_date timestamp, payment_id integer, customer_id integer, staff_id integer,
      rental_id integer, amount numeric(5,2));
    ALTER TABLE ONLY public.payment ATTACH PARTITION public.mar FOR VALUES FROM ('2005-03-01') TO ('2005-04-01');`;
  const { columns, rows } = chain.payment;
  const [first, second, third] = rows.map((row) => ({ columns, rows: [row] })) as [Rows, Rows, Rows];
  const last = {
    columns: ['payment_date', ...columns.slice(0, -1)],
    rows: third.rows.map((r) => [r.at(-1)!, ...r.slice(0, -1)]),
  };
  const dump = [
    definitions,
    dumpOf({ ...chain, payment: { columns, rows: [] } }),
    inserts('jan', first, { named: false }),
    inserts('feb', second, { named: false }),
    inserts('mar', last, { named: false }),
  ];
  await target.import(dump.join('\n'));
  expect(await target.contents()).toEqual(expected);
});

test('other tables of the dump are passed over, and that is told', async () => {
  const defined = 'CREATE TABLE payment_note (payment_id integer, note text);\n';
  const notes = copyBlock('payment_note', { columns: ['payment_id', 'note'], rows: [['1', 'hello']] });
  const { passedOver } = await target.import(
    `${defined}${notes}INSERT INTO film_text VALUES (1, 'A');\n${dumpOf(smallChain())}`,
  );
  expect(passedOver).toEqual(['payment_note', 'film_text']);
  expect(await target.contents()).toEqual(expected);
});

test.each([
  ['only activebool', 'active', [true, true]],
  ['only active', 'activebool', [true, false]],
])('customers with %s', async (_, missing, active) => {
  await target.import(dumpOf(withTable('customer', (rows) => without(rows, missing))));
  const rows = await target.sql<{ active: boolean }[]>`select active from customer.customer order by customer_id`;
  expect(rows.map((row) => row.active)).toEqual(active);
});

test('columns that are not there have the defaults of Pagila', async () => {
  const names = ['rental_duration', 'rental_rate', 'replacement_cost', 'rating', 'last_update'];
  await target.import(dumpOf(withTable('film', (rows) => without(rows, ...names))));
  expect(await target.sql`select * from film.film where film_id = 2`).toMatchObject([
    {
      rental_duration_days: 3,
      rental_rate_minor: 499,
      replacement_cost_minor: 1999,
      rating: 'G',
      last_update: new Date('2026-03-31T12:00:00Z'),
    },
  ]);
});

test('a table may be empty in a dump of INSERTs', async () => {
  const chain = smallChain();
  const comment = '-- Data for Name: payment; Type: TABLE DATA; Schema: public; Owner: postgres\n';
  await target.import(comment + dumpOf({ ...chain, payment: { columns: [], rows: [] } }, inserts));
  expect(await target.sql`select from payment.payment`).toHaveLength(0);
});

test.each([
  ['LATIN1', 'latin1'],
  ['UTF8', 'utf8'],
] as const)('a dump in %s', async (encoding, written) => {
  await target.import(Buffer.from(`SET client_encoding = '${encoding}';\n${dumpOf(smallChain())}`, written));
  expect(await target.contents()).toEqual(expected);
});

test('backslashes in ordinary strings are escapes where the dump says so', async () => {
  const dump = dumpOf(smallChain(), inserts).replaceAll('\\', '\\\\');
  await target.import(`SET standard_conforming_strings = off;\n${dump}`);
  expect(await target.contents()).toEqual(expected);
});
