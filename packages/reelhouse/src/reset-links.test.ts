import { expect, test } from 'vitest';
import { resetLinks } from './reset-links.ts';

const notice = {
  principal: { kind: 'customer', id: 1 },
  loginName: 'mary.smith@example.com',
  token: 'a link',
  expiresAt: new Date('2026-04-01T12:00:00Z'),
} as const;

test.each([
  ['sample', 1],
  ['empty', 0],
  ['real', 0],
] as const)('where rows are %s, %i links are printed', async (rows, count) => {
  const lines: string[] = [];
  await resetLinks(rows, (line) => lines.push(line)).notifier?.send(notice);
  expect(lines.filter((line) => line.includes(notice.token))).toHaveLength(count);
});
