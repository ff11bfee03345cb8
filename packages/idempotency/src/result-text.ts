/**
 * The text of a result as it is kept. What is answered is always read from this text, the first time too, so that the
 * first answer and every repeated one are the same to the byte, and a result that would change on its way through JSON
 * is noticed before anything is committed.
 *
 * @throws {TypeError} that says where, for what JSON would change or drop: a `Date`, a `bigint`, `NaN`, an instance of a
 *   class. Fields that are `undefined` are left out.
 */
export function resultText(result: unknown): string {
  refuseNonJson(result, 'result');
  return JSON.stringify(result);
}

function refuseNonJson(value: unknown, path: string): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (Array.isArray(value)) {
    value.forEach((each, index) => refuseNonJson(each, `${path}[${index}]`));
    return;
  }
  if (typeof value !== 'object' || !isPlain(value)) {
    throw new TypeError(`${path} is not JSON; a result holds ids, texts and finite numbers only`);
  }
  for (const [name, field] of Object.entries(value)) {
    if (field !== undefined) refuseNonJson(field, `${path}.${name}`);
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
