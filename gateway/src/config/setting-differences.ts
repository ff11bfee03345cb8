import { isDeepStrictEqual } from 'node:util';

/** The names of what differs between two mappings of settings: `cors.origins`, or `cors` where only one has it. */
export function settingDifferences(one: object, other: object, path: readonly string[] = []): string[] {
  const left = new Map<string, unknown>(Object.entries(one));
  const right = new Map<string, unknown>(Object.entries(other));
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((name) => {
    const [before, after] = [left.get(name), right.get(name)];
    if (isDeepStrictEqual(before, after)) return [];
    const at = [...path, name];
    return isMapping(before) && isMapping(after) ? settingDifferences(before, after, at) : [at.join('.')];
  });
}

function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
