import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { StartupError } from '@reelhouse/config';

/**
 * Makes the manifest of a client's documents by Apollo's generator, so that it has the very texts that Apollo Client sends:
 * fragments are joined to the operations that use them, and `__typename` is added.
 *
 * The generator is a program that prints what is wrong with the documents and exits, so it runs as one.
 *
 * @returns the text of the manifest.
 * @throws {StartupError} with a line for each mistake in the documents.
 */
export async function generateManifest(root: string, client: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'operations-'));
  try {
    const [config, output] = [join(folder, 'config.json'), join(folder, 'manifest.json')];
    const documents = [`clients/${client}/**/*.graphql`, '!**/node_modules/**'];
    await writeFile(config, JSON.stringify({ documents, output }));
    await runGenerator(root, config);
    return `${await readFile(output, 'utf8')}\n`;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function runGenerator(root: string, config: string): Promise<void> {
  const program = createRequire(import.meta.url).resolve('@apollo/generate-persisted-query-manifest/cli.js');
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, '--config', config], { cwd: root }, (error, _, report) => {
      if (error) reject(new StartupError(linesOf(report).join('\n') || error.message, { cause: error }));
      else resolve();
    });
  });
}

/** The generator's report has a line for each file, and below it, indented, one for each mistake. */
function linesOf(report: string): string[] {
  const lines: string[] = [];
  let file = '';
  for (const line of stripVTControlCharacters(report).split('\n')) {
    const [, place, message] = /^\s+(\d+:\d+)\S*\s+error\s+(.*)$/.exec(line) ?? [];
    if (place !== undefined && message !== undefined) lines.push(`${file}:${place}: ${message.trim()}`);
    else if (/^\S.*\.graphql$/.test(line)) file = line;
    else if (line.trim() !== '' && !line.startsWith('✖')) lines.push(line.trim());
  }
  return lines;
}
