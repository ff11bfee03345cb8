import postgres from 'postgres';

/** What postgres.js would turn into something less exact: a day is a day of the calendar, not the midnight of a zone. */
const date: postgres.PostgresType<string> = {
  to: 1082,
  from: [1082],
  serialize: (day: string) => day,
  parse: (day: string) => day,
};

/** A pool of connections as one subgraph's role, or a transaction of it: what everything in `store/` takes. */
export type Sql = postgres.Sql<{ date: string }>;

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
  return postgres(url, {
    types: { date },
    max: connections,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: `reelhouse-${name}`, TimeZone: 'UTC' },
    ...(onStatement && { debug: (_connection: number, text: string) => onStatement(text) }),
  });
}
