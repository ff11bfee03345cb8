export { runIdempotent } from './run-idempotent.ts';
export type { CommandResult, IdempotencyPoint, IdempotentCommand } from './run-idempotent.ts';
export { checkIdempotencyKey, longestIdempotencyKey } from './check-key.ts';
export { idempotencyKeyLifetime, purgeIdempotencyKeys } from './purge-idempotency-keys.ts';
