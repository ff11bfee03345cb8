const control: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Bytes that are written as numbers stand side by side, because several may make one character. */
const byteRun = /(?:\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}))+/;
const byte = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2}))/g;
const copyEscape = new RegExp(`${byteRun.source}|\\\\([^])`, 'g');
const stringEscape = new RegExp(`${byteRun.source}|\\\\u([0-9a-fA-F]{4})|\\\\U([0-9a-fA-F]{8})|\\\\([^])|''`, 'g');

function bytesOf(run: string): string {
  const bytes = [...run.matchAll(byte)].map(([, octal, hex]) =>
    octal === undefined ? parseInt(hex ?? '', 16) : parseInt(octal, 8) & 0xff,
  );
  return Buffer.from(bytes).toString('utf8');
}

/** A character that stands for itself or, behind a backslash, for another one. */
const named = (character: string): string => control[character] ?? character;

/** What a field of a COPY block stands for. `\N` alone is no text but null, which the caller must know. */
export function decodeCopyField(field: string): string {
  if (!field.includes('\\')) return field;
  return field.replace(copyEscape, (match, character: string | undefined) =>
    character === undefined ? bytesOf(match) : named(character),
  );
}

/** What stands between the quotes of `E'…'`. */
export function decodeEscapeString(raw: string): string {
  return raw.replace(
    stringEscape,
    (match, short: string | undefined, long: string | undefined, character: string | undefined) => {
      if (match === "''") return "'";
      const point = short ?? long;
      if (point !== undefined)
        return parseInt(point, 16) > 0x10ffff ? match : String.fromCodePoint(parseInt(point, 16));
      return character === undefined ? bytesOf(match) : named(character);
    },
  );
}
