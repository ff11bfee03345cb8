/**
 * Letters of other scripts, and rare ones of the Latin script, that look like a plain Latin letter, in small letters: the
 * part of the confusables of Unicode (UTS 39) that concerns the alphabets which share letters with the Latin one. Letters
 * whose capitals alone look alike (Cyrillic В, Greek Ε) are here too, because a name may be shown in capitals.
 */
const lookAlikes: Readonly<Record<string, string>> = {
  a: 'аαɑᴀ',
  b: 'вβьʙ',
  c: 'сϲᴄ',
  d: 'ԁᴅ',
  e: 'еεєҽᴇ',
  g: 'ɡցɢ',
  h: 'һнհʜ',
  i: 'іιɩӏɪ',
  j: 'јյϳᴊ',
  k: 'кκᴋ',
  m: 'мμᴍ',
  n: 'ηոɴ',
  o: 'оοσօᴏ',
  p: 'рρᴘ',
  q: 'ԛզ',
  r: 'гᴦʀ',
  s: 'ѕꜱ',
  t: 'тτᴛ',
  u: 'υսᴜ',
  v: 'νѵᴠ',
  w: 'ԝωѡᴡ',
  x: 'хχ',
  y: 'уγүʏ',
  z: 'ζᴢ',
  ë: 'ё',
  ï: 'їϊ',
};

const plainLetter = new Map(
  Object.entries(lookAlikes).flatMap(([plain, others]) => Array.from(others, (other) => [other, plain] as const)),
);

/** A text with every letter that looks like a plain Latin one replaced by that one. It is not meant to be shown. */
export function withoutLookAlikes(text: string): string {
  return Array.from(text, (letter) => plainLetter.get(letter) ?? letter).join('');
}
