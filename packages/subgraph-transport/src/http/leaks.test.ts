import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('./leaks-program.fixture.ts', import.meta.url));

test.each([
  'answers',
  'drops what it gets',
  'has no server behind it',
  'does not answer',
  'is left in the middle of everything',
])(
  'a stopped transport to a subgraph that %s leaves no socket and no timer, and the process ends',
  async (scenario) => {
    const conditions = ['--import', 'tsx', '--conditions', 'reelhouse-source'];
    const child = spawn(process.execPath, [...conditions, program, scenario], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [left, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    expect([left.trim(), code]).toEqual(['[]', 0]);
  },
);
