import { readFileSync } from 'node:fs';
import { describeEvents } from '@reelhouse/events';
import { expect, test } from 'vitest';
import { publishedEvents } from './events.ts';

test('README.md lists the events that are published', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const [, emits = ''] = /## Emits\n\n([^#]*)\n## /.exec(readme) ?? [];
  expect(emits).toContain(describeEvents(publishedEvents));
});
