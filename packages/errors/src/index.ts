export { errorCatalogue, isErrorCode } from './error-catalogue.ts';
export type { ErrorCode } from './error-catalogue.ts';
export { badUserInput, clientError } from './client-error.ts';
export { maskError } from './mask-error.ts';
