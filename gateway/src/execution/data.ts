/** An object of a response: that of a subgraph, what was joined of several, or the client's. */
export type DataObject = Record<string, unknown>;

/** Whether a value is an object of a response, not a list, a scalar or null. */
export function isDataObject(value: unknown): value is DataObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names that every plain object inherits. All of them may be aliases in an operation. */
const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Whether a response name has to be read and written with {@link readOwn} and {@link writeOwn}. */
export function isInherited(name: string): boolean {
  return inherited.has(name);
}

/** The value that an object itself has under a name. */
export function readOwn(object: DataObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Sets a value of the object itself; an assignment to `__proto__` would change what it inherits. */
export function writeOwn(object: DataObject, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true });
}
