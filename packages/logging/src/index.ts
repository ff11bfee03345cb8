export { createLogger } from './logger.ts';
export type { Logger, LogLevel, LoggerOptions } from './logger.ts';
