export { errorCatalogue, isErrorCode } from './error-catalogue.ts';
export type { ErrorCode } from './error-catalogue.ts';
export { badUserInput, clientError } from './client-error.ts';
export { userError } from './user-error.ts';
export type { UserError } from './user-error.ts';
export { userErrorCatalogue } from './user-error-catalogue.ts';
export type { UserErrorCode } from './user-error-catalogue.ts';
export { maskError } from './mask-error.ts';
export { isUnreachable } from './unreachable.ts';
