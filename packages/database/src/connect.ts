import postgres from 'postgres';
import { endWithConnection } from './lost-transactions.ts';
import { openSocket } from './open-socket.ts';

/** What postgres.js would turn into something less exact: a day is a day of the calendar, not the midnight of a zone. */
const date: postgres.PostgresType<string> = {
  to: 1082,
  from: [1082],
  serialize: (day: string) => day,
  parse: (day: string) => day,
};

/** A pool of connections as one subgraph's role, or a transaction of it: what everything in `store/` takes. */
export type Sql = postgres.Sql<{ date: string }>;

/** One transaction of such a pool: what is passed to the work of `sql.begin`. */
export type Transaction = postgres.TransactionSql<{ date: string }>;

/** A piece of SQL that has not been sent. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** How to connect. */
export interface ConnectOptions {
  /** Who is connecting, as `pg_stat_activity` shows it. */
  readonly name: string;
  /** How many connections at most; 10 unless told. */
  readonly connections?: number;
  /** Called with the text of each statement as it is sent: for tests and traces. */
  readonly onStatement?: (text: string) => void;
}

/**
 * Opens a pool. It connects when the first statement is sent, and again after the server was away.
 *
 * Days come as `YYYY-MM-DD`, times as `Date`. Statements are prepared once a connection.
 */
export function connect(url: string, options: ConnectOptions): Sql {
  const { name, connections = 10, onStatement } = options;
  const settings = {
    types: { date },
    max: connections,
    connect_timeout: 10,
    backoff: () => pauseSeconds,
    onnotice: () => {},
    connection: { application_name: `reelhouse-${name}`, TimeZone: 'UTC' },
    socket: openSocket,
    ...(onStatement && {
      debug(_connection: number, text: string) {
        if (!isOfTheDriver(text)) onStatement(text);
      },
    }),
  };
  return endWithConnection(postgres(url, settings));
}

/** postgres.js asks for the array types of the server once a connection. */
function isOfTheDriver(text: string): boolean {
  return text.includes('from pg_catalog.pg_type a');
}

/** How long a connection that has ended is not opened again, in seconds; who is given it meanwhile waits as long. */
const pauseSeconds = 0.2;
