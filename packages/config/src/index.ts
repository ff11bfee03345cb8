export { StartupError } from './startup-error.ts';
export { readConfig } from './read-config.ts';
export { port, flag, postgresUrl, httpUrl } from './variables.ts';
