import { z } from 'zod';
import { StartupError } from './startup-error.ts';

/**
 * Reads and validates a set of environment variables as a whole.
 *
 * An empty variable counts as one that is not set, because compose files and CI systems cannot leave one out.
 *
 * @param shape a validator for each variable, by its name.
 * @param environment usually `process.env`.
 * @throws {StartupError} that names every variable in error at once, each on a line with what was expected. Values are
 *   not repeated: they may be secrets.
 */
export function readConfig<Shape extends z.ZodRawShape>(
  shape: Shape,
  environment: Record<string, string | undefined>,
): z.output<z.ZodObject<Shape>> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = z.object(shape).safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new StartupError(problems.join('\n'), { cause: result.error });
}
