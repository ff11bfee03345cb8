import { flag, logLevel, port } from '@reelhouse/config';
import { databaseVariables } from '@reelhouse/database-server';
import { infrastructureVariables } from '@reelhouse/subgraph';
import { z } from 'zod';

/** The environment variables of `npm start`. */
export const runVariables = {
  ...databaseVariables,
  ...infrastructureVariables,
  PORT: port().default(4000),
  /** Where the mobile app is served, which runs registered operations only. */
  MOBILE_PORT: port().optional(),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: logLevel().default('info'),
  /** Whether an empty database is filled with sample rows. */
  SAMPLE_DATA: flag().default(true),
  /** Whether browsers are shown Apollo Sandbox and the explorer. */
  LANDING_PAGE: flag().default(true),
};
