import { pino, type DestinationStream, type Logger } from 'pino';
import pretty from 'pino-pretty';

export type { Logger } from 'pino';

/** How much is written; `silent` writes nothing. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** What a logger needs to know. */
export interface LoggerOptions {
  /** Who is writing: the name of the process or the subgraph. */
  readonly name: string;
  readonly level?: LogLevel;
  /** Lines for a person at a terminal instead of JSON. */
  readonly pretty?: boolean;
  /** Where the lines go; standard error by default, so that standard output is the program's own. */
  readonly destination?: DestinationStream;
}

/** Keys whose values never belong in a log, whatever object they are part of. */
const secrets = ['password', 'token', 'authorization', 'cookie', 'secret', 'email', 'phone', 'variables'];
const paths = secrets.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/**
 * A structured logger. Give each request a child of it (`log.child({ requestId })`), so that all its lines can be found.
 * Values under the names of secrets and of a person's data are removed.
 */
export function createLogger(options: LoggerOptions): Logger {
  const destination =
    options.destination ??
    (options.pretty ? pretty({ destination: 2, ignore: 'pid,hostname', sync: true }) : pino.destination(2));
  return pino({ name: options.name, level: options.level ?? 'info', redact: { paths, remove: true } }, destination);
}
