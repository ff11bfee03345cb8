import { once } from 'node:events';
import { connect } from 'node:net';
import { isPostgres } from './former-server.ts';
import { layoutOf } from './layout.ts';
import { readPassword } from './password.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { findProcess } from './running-process.ts';
import { superuserUrl } from './superuser-url.ts';

/**
 * The server that another process runs on a folder, for a second command that wants to connect to it; `undefined` if
 * none is running and ready.
 */
export async function findRunningEmbeddedPostgres(directory: string): Promise<{ url: string } | undefined> {
  const { data, password: passwordFile } = layoutOf(directory);
  const password = await readPassword(passwordFile);
  const file = await readPostmasterFile(data);
  if (password === undefined || !file?.ready) return undefined;
  const running = await findProcess(file.pid);
  if (!running || !isPostgres(running) || !(await accepts(file.port))) return undefined;
  return { url: superuserUrl(file.port, password) };
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
