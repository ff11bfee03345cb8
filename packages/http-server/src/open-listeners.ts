import type { Server } from 'node:http';
import { StartupError } from '@reelhouse/config';
import { listen } from './listen.ts';
import type { AdditionalListener } from './options.ts';

/** The name of the listener that `host` and `port` are of. */
export const defaultListener = 'default';

/** A listener that is open. */
export interface OpenListener {
  readonly name: string;
  readonly host: string;
  /** The one that it listens on. */
  readonly port: number;
  readonly server: Server;
}

/**
 * Opens all listeners, or none.
 *
 * @param serverOf makes what listens, by the name of the listener.
 * @throws {StartupError} if one cannot listen, or two have one name: those that were opened are closed then.
 */
export async function openListeners(
  listeners: readonly AdditionalListener[],
  serverOf: (name: string) => Server,
): Promise<readonly OpenListener[]> {
  const names = new Set(listeners.map(({ name }) => name));
  if (names.size < listeners.length) throw new StartupError('two listeners have the same name; give each its own');
  const open: OpenListener[] = [];
  try {
    for (const { name, host, port } of listeners) {
      const server = serverOf(name);
      open.push({ name, host, server, port: await listen(server, host, port, settingOf(name)) });
    }
  } catch (error) {
    await Promise.all(open.map(({ server }) => closed(server)));
    throw error;
  }
  return open;
}

function settingOf(name: string): string {
  return name === defaultListener ? 'PORT' : `the port of the listener "${name}"`;
}

async function closed(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
