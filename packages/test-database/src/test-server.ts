import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@reelhouse/embedded-postgres';

/** A PostgreSQL server to test on. */
export interface TestServer {
  /** The URL of its maintenance database, as a superuser. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * The server that `TEST_DATABASE_URL` names, as a superuser; without it, an embedded one that keeps nothing.
 */
export async function openTestServer(): Promise<TestServer> {
  const url = process.env['TEST_DATABASE_URL'];
  if (url) return { url, stop: async () => {} };
  const directory = await mkdtemp(join(tmpdir(), 'reelhouse-test-'));
  const server = await startEmbeddedPostgres({ directory, durable: false });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
