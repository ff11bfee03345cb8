/** A value of a configuration file, and where it stands in it. */
export interface Located {
  /** Keys and positions from the top, with dots: `subgraphs.film.url`. */
  readonly path: string;
  readonly message: string;
}

/** `$${` stands for `${` itself; whatever else begins with `${` and is no reference is a mistake. */
const reference = /\$\$\{|\$\{(?:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\})?/g;

/**
 * Puts variables of the environment in place of `${NAME}` and `${NAME:-default}`, in all strings of a value; keys are left
 * as they are. An empty variable counts as one that is not set.
 *
 * @param problems gets a line for each reference that cannot be replaced. Values are not repeated: they may be secrets.
 */
export function withEnvironment(
  value: unknown,
  environment: Readonly<Record<string, string | undefined>>,
  problems: Located[],
  path: readonly (string | number)[] = [],
): unknown {
  if (typeof value === 'string')
    return replaced(value, environment, (message) => problems.push({ path: path.join('.'), message }));
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => withEnvironment(item, environment, problems, [...path, index]));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, item]) => [key, withEnvironment(item, environment, problems, [...path, key])]),
  );
}

function replaced(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
  wrong: (message: string) => void,
): string {
  return text.replaceAll(reference, (whole, name: string | undefined, fallback: string | undefined) => {
    if (whole === '$${') return '${';
    if (name === undefined) {
      wrong('expected ${NAME} or ${NAME:-default}; a ${ that is no variable is written $${');
      return whole;
    }
    const value = environment[name] || fallback;
    if (value === undefined) wrong(`the environment variable ${name} is not set`);
    return value ?? whole;
  });
}
