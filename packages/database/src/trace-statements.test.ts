import { INVALID_SPAN_CONTEXT, trace, type Span } from '@opentelemetry/api';
import { createTestDatabase } from '@reelhouse/test-database';
import { expect, test } from 'vitest';
import { traceStatements, type StatementParent } from './trace-statements.ts';

const database = await createTestDatabase();

interface Recorded {
  name: string;
  readonly attributes: Record<string, unknown>;
  readonly below: Recorded[];
  ended: boolean;
}

/** Records spans as a tree; what it does not record is that of OpenTelemetry's span that does nothing. */
function recorder() {
  const parentOf = (below: Recorded[]): StatementParent => ({
    start(name, options) {
      const recorded: Recorded = { name, attributes: { ...options?.attributes }, below: [], ended: false };
      below.push(recorded);
      const span: Span = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
      span.setAttribute = (key, value) => {
        recorded.attributes[key] = value;
        return span;
      };
      span.updateName = (to) => {
        recorded.name = to;
        return span;
      };
      span.end = () => void (recorded.ended = true);
      return { ...parentOf(recorded.below), span };
    },
  });
  const spans: Recorded[] = [];
  return { spans, sql: traceStatements(database.sql, parentOf(spans)) };
}

test('a statement is a span with its text and without its parameters', async () => {
  const { sql, spans } = recorder();
  expect(await sql`select ${'a secret'}::text as said`).toEqual([{ said: 'a secret' }]);
  expect(spans).toMatchObject([
    {
      name: 'SELECT',
      ended: true,
      attributes: { 'db.query.text': 'select $1::text as said', 'db.namespace': database.sql.options.database },
    },
  ]);
  expect(JSON.stringify(spans)).not.toContain('secret');
});

test('a part of a statement has no span, and one that is waited for twice has one', async () => {
  const { sql, spans } = recorder();
  const part = sql`where ${1}::int = 1`;
  const query = sql`select 1 as one ${part}`;
  expect([await query, await query]).toEqual([[{ one: 1 }], [{ one: 1 }]]);
  expect(spans.map(({ attributes }) => attributes['db.query.text'])).toEqual(['select 1 as one where $1::int = 1']);
});

test('the statements of a transaction are below it', async () => {
  const { sql, spans } = recorder();
  await sql.begin('read only', async (tx) => {
    await tx`select 1`;
    await tx.savepoint((inner) => inner`select 2`);
  });
  expect(spans).toMatchObject([
    {
      name: 'transaction',
      ended: true,
      below: [
        { name: 'SELECT', ended: true },
        { name: 'transaction', ended: true, below: [{ name: 'SELECT', ended: true }] },
      ],
    },
  ]);
});

test('a failure is told by its SQLSTATE, and reaches the caller as it is', async () => {
  const { sql, spans } = recorder();
  await expect(sql`select ${'a secret'}::int`).rejects.toMatchObject({ code: '22P02' });
  await expect(sql.begin((tx) => tx`select 1 / 0`)).rejects.toMatchObject({ code: '22012' });
  expect(spans).toMatchObject([
    { name: 'SELECT', ended: true, attributes: { 'error.type': '22P02', 'db.query.text': 'select $1::int' } },
    { name: 'transaction', ended: true, attributes: { 'error.type': '22012' }, below: [{ ended: true }] },
  ]);
  expect(JSON.stringify(spans)).not.toContain('secret');
});

test('helpers, types and parameters of the connections are as they were', async () => {
  const { sql, spans } = recorder();
  const rows = await sql<{ day: string }[]>`select ${sql('day')} from (values ('2026-03-01'::date)) as t(day)`;
  expect(rows[0]).toEqual({ day: '2026-03-01' });
  expect(await sql.unsafe('select 1 as one')).toEqual([{ one: 1 }]);
  expect(spans).toHaveLength(2);
});
