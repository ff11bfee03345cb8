/**
 * The class of an error, which says what kind of thing went wrong and repeats nobody's data: its name, and its code where
 * it has one, such as `PostgresError 23505`.
 */
export function errorClass(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error ? error.code : undefined;
  const named = typeof code === 'string' && /^\w{1,60}$/.test(code) ? `${error.name} ${code}` : error.name;
  return named.slice(0, 100);
}
