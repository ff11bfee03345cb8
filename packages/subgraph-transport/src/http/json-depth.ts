const quote = 0x22;
const backslash = 0x5c;

/** A text up to this length cannot hold so many lists that parsing it would be a burden, in characters. */
const small = 256 * 1024;

/**
 * Parses JSON whose lists and objects do not stand in each other deeper than `limit`: everything that recurses into what
 * is deeper runs out of stack. A large text is measured before it is parsed, since 8 MB of `[` are as many lists; a
 * small one after it, which takes a tenth of the time.
 *
 * @returns undefined if it is deeper.
 * @throws {SyntaxError} if it is not JSON.
 */
export function parseShallow(text: string, limit: number): unknown {
  if (text.length > small) return isTextDeeper(text, limit) ? undefined : (JSON.parse(text) as unknown);
  const value = JSON.parse(text) as unknown;
  return isDeeper(value, limit) ? undefined : value;
}

function isDeeper(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (left === 0) return true;
  if (Array.isArray(value)) {
    for (const part of value) if (isDeeper(part, left - 1)) return true;
    return false;
  }
  const object = value as Record<string, unknown>;
  for (const key in object) {
    if (isDeeper(object[key], left - 1)) return true;
  }
  return false;
}

function isTextDeeper(text: string, limit: number): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    // `[` and `{` differ in one bit, and so do `]` and `}`.
    if (code === quote) index = endOfString(text, index);
    else if ((code | 0x20) === 0x7b && ++depth > limit) return true;
    else if ((code | 0x20) === 0x7d) depth--;
  }
  return false;
}

function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === quote) return index;
    if (code === backslash) index++;
  }
  return text.length;
}
