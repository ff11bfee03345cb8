import { GraphQLError } from 'graphql';

/** How PostgreSQL refuses whoever comes, or ends a connection, whatever was asked (SQLSTATE). */
const ofPostgreSQL = [
  '08000', // connection_exception
  '08001', // sqlclient_unable_to_establish_sqlconnection
  '08003', // connection_does_not_exist
  '08004', // sqlserver_rejected_establishment_of_sqlconnection
  '08006', // connection_failure
  '53300', // too_many_connections
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
];

/** What postgres.js says of its connections. */
const ofTheDriver = ['CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED'];

/** What the network says. */
const ofTheNetwork = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];

const codes: ReadonlySet<unknown> = new Set([...ofPostgreSQL, ...ofTheDriver, ...ofTheNetwork]);

/**
 * Whether an error, or the one that it was made of, says that a server behind this process, such as the database, cannot be
 * reached at the moment: what was asked may be right, and may succeed later. What such a server says of a statement is not
 * meant.
 */
export function isUnreachable(thrown: unknown): boolean {
  const error = originOf(thrown);
  return error instanceof Error && 'code' in error && codes.has(error.code);
}

/** What was thrown first: an error of GraphQL only if it was not made of another one. */
export function originOf(thrown: unknown): unknown {
  return thrown instanceof GraphQLError && thrown.originalError ? originOf(thrown.originalError) : thrown;
}
