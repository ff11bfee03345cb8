/** Those that Apollo Server reads. In a query string each may stand once. */
const read: ReadonlySet<string> = new Set(['query', 'operationName', 'variables', 'extensions']);

/** Those that a query string holds as JSON. */
const written: ReadonlySet<string> = new Set(['variables', 'extensions']);

/**
 * The parameters of a GET request. What stands in a query string several times, and is nothing that Apollo Server reads, is a list.
 *
 * @param search the query string with its `?`, or an empty string.
 * @returns undefined if Apollo Server refuses the request for what is in it.
 */
export function parametersOf(search: string): Readonly<Record<string, unknown>> | undefined {
  const parameters: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of new URLSearchParams(search)) {
    const before = parameters[name];
    if (before === undefined) parameters[name] = value;
    else if (read.has(name)) return undefined;
    else if (Array.isArray(before)) before.push(value);
    else parameters[name] = [before, value];
  }
  for (const name of written) {
    const text = parameters[name];
    if (typeof text !== 'string') continue;
    const value = parsed(text);
    if (!isObject(value)) return undefined;
    parameters[name] = value;
  }
  return parameters;
}

/** The query string that says the same as what would be posted, with its `?`. */
export function searchOf(parameters: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (!isAbsent(each)) search.append(name, typeof each === 'string' ? each : JSON.stringify(each));
    }
  }
  return `?${search.toString()}`;
}

/** Whether what was posted can be read as an operation; if not, Apollo Server refuses it. */
export function isReadable(posted: Readonly<Record<string, unknown>>): boolean {
  const { query, operationName, variables, extensions } = posted;
  return (
    Object.keys(posted).length > 0 &&
    (!query || typeof query === 'string') &&
    (isAbsent(operationName) || typeof operationName === 'string') &&
    (isAbsent(variables) || isObject(variables)) &&
    (isAbsent(extensions) || isObject(extensions))
  );
}

/** Whether a parameter was not sent: null says the same. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** Whether a parameter is of the form that variables and extensions have. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
