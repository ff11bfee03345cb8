import { readFile, stat } from 'node:fs/promises';
import { StartupError } from '@reelhouse/config';

/** The account that the server runs as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Accounts that have no rights of their own, in the order of preference; macOS marks its system accounts with `_`. */
const accounts = ['postgres', '_postgres', 'nobody'];

/**
 * Whom to run the server as when we are root, which PostgreSQL refuses to run as: the owner of the data if there is
 * some, else an account of the system. `undefined` if we are not root: then it runs as ourselves.
 *
 * @throws {StartupError} if the system has no such account.
 */
export async function chooseServerUser(dataDirectory: string): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(dataDirectory).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const user = findAccount(passwd);
  if (user) return user;
  throw new StartupError(
    'the embedded PostgreSQL cannot run as root, and there is no account postgres or nobody: start as another user, or set DATABASE_URL',
  );
}

/** Finds the account to use in the text of a passwd file: `name:password:uid:gid:…` a line. */
export function findAccount(passwd: string): ServerUser | undefined {
  for (const account of accounts) {
    const match = new RegExp(`^${account}:[^:]*:(\\d+):(\\d+):`, 'm').exec(passwd);
    if (match) return { uid: Number(match[1]), gid: Number(match[2]) };
  }
  return undefined;
}
