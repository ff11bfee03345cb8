import type { Random } from '../random.ts';
import { plotPatterns, plotWords } from '../words/plots.ts';
import { titlePatterns, titleWords } from '../words/titles.ts';

/** Replaces each `{name}` of a pattern by one of the words of that name, and sets "a" or "an" before it. */
function fill(pattern: string, words: Readonly<Record<string, readonly string[]>>, random: Random): string {
  return pattern
    .replace(/\{(\w+)\}/g, (_, name: string) => random.pick(words[name] ?? []))
    .replace(/\b(a) (?=[aeiou])/gi, '$1n ');
}

const smallWords = new Set(['a', 'an', 'and', 'as', 'for', 'in', 'of', 'the']);

function inTitleCase(text: string): string {
  return text
    .split(' ')
    .map((word, index) => (index > 0 && smallWords.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');
}

/** Makes titles of films, no two of them alike. */
export class Titles {
  readonly #random: Random;
  readonly #taken = new Set<string>();

  constructor(random: Random) {
    this.#random = random;
  }

  next(): string {
    const title = inTitleCase(fill(this.#random.pick(titlePatterns), titleWords, this.#random));
    let unique = title;
    // A title that is taken already is a sequel's.
    for (let part = 2; this.#taken.has(unique); part++) unique = `${title} ${part}`;
    this.#taken.add(unique);
    return unique;
  }
}

/** The description of a film: a sentence or two of plot. */
export function plot(genre: string, random: Random): string {
  const sentence = fill(random.pick(plotPatterns), { ...plotWords, genre: [genre] }, random);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
