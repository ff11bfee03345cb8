/** What PostgreSQL says when a transaction could not go on because of another: the transaction may be tried again. */
const retryable = [
  '55P03', // lock_not_available: lock_timeout is over
  '40P01', // deadlock_detected
  '40001', // serialization_failure
];

/** Whether an error means that another transaction was in the way, and that nothing was committed. */
export function isWaitOver(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && retryable.includes(error.code);
}
