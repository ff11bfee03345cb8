/**
 * The scripts that names are written in today (Unicode UAX 31, table 5), alone or in the mixtures that Japanese, Chinese
 * and Korean are written in. Digits and punctuation belong to all of them.
 */
const ways = [
  ...['Arabic', 'Armenian', 'Bengali', 'Cyrillic', 'Devanagari', 'Ethiopic', 'Georgian', 'Greek', 'Gujarati'],
  ...['Gurmukhi', 'Hebrew', 'Kannada', 'Khmer', 'Lao', 'Latin', 'Malayalam', 'Myanmar', 'Oriya', 'Sinhala', 'Tamil'],
  ...['Telugu', 'Thaana', 'Thai', 'Tibetan', 'Han Hiragana Katakana', 'Han Bopomofo', 'Han Hangul'],
].map((scripts) => {
  const classes = [...scripts.split(' '), 'Common', 'Inherited'].map((script) => String.raw`\p{scx=${script}}`);
  return new RegExp(`^[${classes.join('')}]*$`, 'u');
});

/**
 * Whether a name is written in one script. One that mixes them, such as Latin letters with a Cyrillic `а` among them, is
 * almost always made to look like another one.
 */
export function isOfOneScript(text: string): boolean {
  return ways.some((way) => way.test(text));
}
