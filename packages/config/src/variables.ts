import { z } from 'zod';

const portExpected = 'expected a port number from 0 to 65535 (0: any free port)';

/** A TCP port; 0 asks the system for a free one. */
export const port = () =>
  z
    .string()
    .regex(/^\d{1,5}$/, portExpected)
    .transform(Number)
    .refine((value) => value <= 65_535, portExpected);

/** A switch that is `true` or `false`, and nothing else. */
export const flag = () =>
  z.enum(['true', 'false'], { error: 'expected true or false' }).transform((value) => value === 'true');

function urlOf(protocols: readonly string[], expected: string) {
  return z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), expected);
}

/** The URL of a PostgreSQL database. */
export const postgresUrl = () =>
  urlOf(['postgres:', 'postgresql:'], 'expected a URL such as postgres://user:password@host:5432/database');

/** The URL of an HTTP server. */
export const httpUrl = () => urlOf(['http:', 'https:'], 'expected a URL such as http://host:4001/graphql');

/** How much is logged: a level of pino, or `silent`. */
export function logLevel() {
  return z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
    error: 'expected trace, debug, info, warn, error, fatal or silent',
  });
}
