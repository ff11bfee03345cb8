/**
 * The class of an error, which says what kind of thing went wrong and repeats nobody's data: the code of PostgreSQL or of
 * the system, or the name of the error.
 */
export function errorClass(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  const code = 'code' in error ? error.code : undefined;
  return (typeof code === 'string' && code !== '' ? code : error.name).slice(0, 100);
}
