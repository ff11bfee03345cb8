import type postgres from 'postgres';

/** A transaction of one subgraph's role. */
export type Transaction = postgres.TransactionSql<{ date: string }>;
