export { databaseVariables } from './database-variables.ts';
export type { DatabaseConfig } from './database-variables.ts';
export { openDatabaseServer } from './open-database-server.ts';
export type { DatabaseServer } from './open-database-server.ts';
export { resetDatabaseServer } from './reset-database-server.ts';
