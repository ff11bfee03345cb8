import { postgresUrl } from '@reelhouse/config';
import { z } from 'zod';

/** The environment variables that say where the database is. */
export const databaseVariables = {
  /** A database whose role may create roles and schemas. Without it, an embedded server is used. */
  DATABASE_URL: postgresUrl().optional(),
  /** What the passwords of the subgraphs' roles are derived from. */
  DATABASE_ROLE_SECRET: z.string().min(16, 'expected a secret of at least 16 characters').optional(),
  /** Where the embedded server keeps its data. */
  REELHOUSE_HOME: z.string().default('.reelhouse'),
};

/** Their values. */
export type DatabaseConfig = z.output<z.ZodObject<typeof databaseVariables>>;
