import { createTestDatabase } from '@reelhouse/test-database';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginningWith, checkText, containing } from './text-pattern.ts';

const { sql } = await createTestDatabase();

test('PostgreSQL finds a text by any part of it, whatever characters it has', async () => {
  const part = fc.string({
    unit: fc.constantFrom('%', '_', '\\', 'a', "'", '"', 'é', '😀', ' '),
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(part, fc.string({ maxLength: 5 }), async (text, before) => {
      fc.pre(!before.includes('\0'));
      const whole = `${before}${text}`;
      const [found] =
        await sql`select ${whole} like ${containing('name', text)} as inside, ${text} like ${beginningWith('name', text)} as ahead`;
      expect(found).toEqual({ inside: true, ahead: true });
    }),
    { numRuns: 50 },
  );
});

test('a wildcard stands for itself', async () => {
  const [found] =
    await sql`select 'abc' like ${containing('name', 'a_c')} as one, 'abc' like ${containing('name', '%')} as any`;
  expect(found).toEqual({ one: false, any: false });
});

test.each(['', 'a'.repeat(101), 'a\0b'])('%j is refused, naming the argument', (text) => {
  expect(() => checkText('filter.name', text)).toThrow('Argument "filter.name" must have 1 to 100 characters');
});
