/** Copies a value that came from JSON. Its depth is bounded where it was parsed. */
export function copyJson<T>(value: T): T {
  return copied(value) as T;
}

function copied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copied);
  const object = value as Record<string, unknown>;
  const copy: Record<string, unknown> = {};
  for (const key in object) {
    const part = copied(object[key]);
    // JSON may have a key of this name; to assign it would set the prototype.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: part, enumerable: true, writable: true });
    else copy[key] = part;
  }
  return copy;
}
