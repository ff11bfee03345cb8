import { createLogger } from '@reelhouse/logging';
import type { RequestContext } from '@reelhouse/http-server';
import type { Resolution } from '../../peers/graph.mjs';

/** What a measured server is told, as JSON in its first argument. */
export interface ServerConfig {
  readonly resolution: Resolution;
  /** The file of the supergraph schema, for a gateway. */
  readonly supergraph?: string;
  /** Where the subgraphs are, by name, for a gateway that reaches them over HTTP. */
  readonly urls?: Readonly<Record<string, string>>;
  /** What the server is to be, where its program has several forms. */
  readonly form?: string;
}

/** What this process was told. */
export function serverConfig(): ServerConfig {
  return JSON.parse(process.argv[2] ?? '{}') as ServerConfig;
}

/** Where every measured server listens, and that it writes nothing. */
export const listening = {
  host: '127.0.0.1',
  port: 0,
  log: createLogger({ name: 'bench', level: 'silent' }),
};

/** The context of a request of a server that needs no more. */
export const plainContext = ({ requestId, log }: RequestContext): RequestContext => ({ requestId, log });

/** Tells the parent process that the server can be asked. */
export function announce(url: string): void {
  process.send?.({ url });
}
