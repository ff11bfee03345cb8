import { programPath, type Binaries } from './binaries.ts';
import { readLines } from './read-lines.ts';
import { logServerLine, type ServerLog } from './server-log.ts';
import type { ServerUser } from './server-user.ts';
import { supervise, type SupervisedProcess } from './supervisor.ts';

/** What came of an attempt to start the server. */
export type Launch =
  | { readonly ready: true; readonly server: SupervisedProcess }
  | { readonly ready: false; readonly cause: LaunchFailure; readonly message: string };

/** Why the server did not start: its port is taken, a former server of the same data is still ending, or something else. */
export type LaunchFailure = 'address' | 'former-server' | 'other';

const readyMessage = 'database system is ready to accept connections';

const failures: readonly { readonly cause: LaunchFailure; readonly pattern: RegExp }[] = [
  { cause: 'address', pattern: /could not bind IPv4 address "[^"]*": (.+)/ },
  {
    cause: 'former-server',
    pattern: /(lock file "postmaster.pid" already exists)|(pre-existing shared memory block.*)/,
  },
  { cause: 'other', pattern: /^(?:FATAL|PANIC):\s+(.+)/ },
];

/** Starts the server, and waits until it takes connections (after a crash: until it has recovered) or has failed. */
export async function launchServer(options: {
  readonly binaries: Binaries;
  readonly data: string;
  readonly settings: readonly string[];
  readonly user: ServerUser | undefined;
  readonly log: ServerLog | undefined;
}): Promise<Launch> {
  const { binaries, data, settings, user, log } = options;
  const server = supervise(programPath(binaries, 'postgres'), ['-D', data, ...settings], { cwd: data, user });
  const lines: string[] = [];
  const ready = new Promise<true>((resolve) => {
    let isReady = false;
    readLines(server.stderr, (line) => {
      logServerLine(log, line);
      if (isReady) return;
      lines.push(line);
      isReady = line.includes(readyMessage);
      if (isReady) resolve(true);
    });
  });
  const outcome = await Promise.race([ready, server.ended]);
  if (outcome === true) return { ready: true, server };
  const { exitCode, spawnError } = outcome;
  return (
    explain(lines) ?? {
      ready: false,
      cause: 'other',
      message: spawnError?.message ?? lines.at(-1) ?? `exit code ${exitCode}`,
    }
  );
}

/** The most telling of the server's last words. */
function explain(lines: readonly string[]): Launch | undefined {
  for (const { cause, pattern } of failures) {
    for (const line of lines) {
      const match = pattern.exec(line);
      if (match) return { ready: false, cause, message: match[1] ?? line };
    }
  }
  return undefined;
}
