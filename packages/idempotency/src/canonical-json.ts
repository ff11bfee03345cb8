/**
 * One text for every way to write the same input, so that its hash can be compared.
 *
 * - The fields of an object are sorted by their names (UTF-16 code units); the order of a list counts.
 * - A field that is `undefined` is one that is not there. A field that is `null` is there: some inputs tell the two apart.
 * - Numbers are written as JSON writes them: `1`, `1.0` and `1e0` are one number, as are `0` and `-0`. A `bigint` is
 *   written with all its digits.
 * - A `Date` is its instant in UTC with milliseconds, so two ways to write one instant are the same.
 * - Texts are compared as they are: neither case, space nor Unicode form is evened out.
 *
 * @throws {TypeError} that says where, for what no input of the graph can be: `NaN`, a function, a symbol, an instance of
 *   a class, or `undefined` in a list.
 */
export function canonicalJson(value: unknown, path = 'input'): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'bigint':
      return value.toString();
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${path} is not a finite number`);
      return JSON.stringify(value);
    case 'object':
      return value === null ? 'null' : canonicalObject(value, path);
    default:
      throw new TypeError(`${path} is not JSON: ${typeof value}`);
  }
}

function canonicalObject(value: object, path: string): string {
  if (Array.isArray(value)) {
    return `[${value.map((each, index) => canonicalJson(each, `${path}[${index}]`)).join(',')}]`;
  }
  if (value instanceof Date) return JSON.stringify(instant(value, path));
  const prototype: unknown = Object.getPrototypeOf(value);
  // GraphQL gives input objects without a prototype.
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`${path} is not a plain object`);
  }
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field, `${path}.${name}`)}`);
  return `{${fields.join(',')}}`;
}

function instant(date: Date, path: string): string {
  if (Number.isNaN(date.getTime())) throw new TypeError(`${path} is not a time`);
  return date.toISOString();
}
