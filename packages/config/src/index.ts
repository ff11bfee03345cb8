export { StartupError } from './startup-error.ts';
export { readConfig } from './read-config.ts';
export { runMain } from './run-main.ts';
export { untilToldToStop } from './until-told-to-stop.ts';
export { port, flag, postgresUrl, httpUrl } from './variables.ts';
