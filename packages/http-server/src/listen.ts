import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartupError } from '@reelhouse/config';

/**
 * Makes a server listen.
 *
 * @param port 0: any free port.
 * @param setting what an operator sets the port with.
 * @returns the port that it listens on.
 * @throws {StartupError} in one line if the port is taken, not allowed, or the host is not an address of this machine.
 */
export async function listen(server: Server, host: string, port: number, setting = 'PORT'): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => reject(startupError(error, host, port, setting));
    server.once('error', failed);
    server.listen({ host, port }, () => {
      server.off('error', failed);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

function startupError(error: NodeJS.ErrnoException, host: string, port: number, setting: string): StartupError {
  const options = { cause: error };
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartupError(`port ${port} on ${host} is in use; set ${setting} to another`, options);
    case 'EACCES':
      return new StartupError(
        `port ${port} on ${host} is not allowed to this user; set ${setting} to one above 1023`,
        options,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartupError(`${host} is not an address of this machine; set HOST to 127.0.0.1 or 0.0.0.0`, options);
    default:
      return new StartupError(`cannot listen on port ${port} of ${host}: ${error.message}`, options);
  }
}
