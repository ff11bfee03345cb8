#!/usr/bin/env node
// Runs what was built; in a checkout without a build, the sources.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/src/bin/reelhouse-gateway.js', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  const source = fileURLToPath(new URL('../src/bin/reelhouse-gateway.ts', import.meta.url));
  const options = ['--conditions=reelhouse-source', `--import=${import.meta.resolve('tsx')}`];
  const child = spawn(process.execPath, [...options, source, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => (process.exitCode = code ?? 1));
}
