export { StartupError } from './startup-error.ts';
export { fromFiles } from './from-files.ts';
export { readConfig } from './read-config.ts';
export { runMain } from './run-main.ts';
export { stopSignal } from './stop-signal.ts';
export { port, flag, postgresUrl, httpUrl, logLevel } from './variables.ts';
