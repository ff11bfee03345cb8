import { Random } from '../random.ts';
import { popularityOfRank, WeightedChoice } from '../weights.ts';
import { firstNames, lastNames } from '../words/people.ts';
import { genres, languages } from '../words/genres.ts';
import { plot, Titles } from './phrases.ts';
import type { ChainSize } from './size.ts';

/** A film with its cast and categories. */
export interface Film {
  readonly filmId: number;
  readonly title: string;
  readonly description: string;
  readonly releaseYear: number;
  readonly languageId: number;
  readonly originalLanguageId: number | null;
  readonly rentalDays: number;
  readonly rateMinor: number;
  readonly lengthMinutes: number;
  readonly replacementMinor: number;
  readonly rating: string;
  readonly specialFeatures: readonly string[];
  readonly actorIds: readonly number[];
  readonly categoryIds: readonly number[];
  /** How often it is rented, in proportion to the others. */
  readonly popularity: number;
}

export interface Actor {
  readonly actorId: number;
  readonly firstName: string;
  readonly lastName: string;
}

export interface Catalogue {
  readonly films: readonly Film[];
  readonly actors: readonly Actor[];
}

const ratings = ['G', 'PG', 'PG-13', 'R', 'NC-17'] as const;
const specialFeatures = ['Trailers', 'Commentaries', 'Deleted Scenes', 'Behind the Scenes'] as const;
const english = 1;

function makeActors(count: number, random: Random): Actor[] {
  const taken = new Set<string>();
  const actors: Actor[] = [];
  while (actors.length < count) {
    const firstName = random.pick(firstNames);
    const lastName = random.pick(lastNames);
    const name = `${firstName} ${lastName}`;
    if (taken.has(name)) continue;
    taken.add(name);
    actors.push({ actorId: actors.length + 1, firstName, lastName });
  }
  return actors;
}

/** Indexes without repetition, in ascending order, as ids. */
function pickIds(choice: WeightedChoice, count: number, random: Random): number[] {
  const ids = new Set<number>();
  while (ids.size < Math.min(count, choice.size)) ids.add(choice.pick(random) + 1);
  return [...ids].sort((a, b) => a - b);
}

/** Films, actors and who plays in what. `lastYear` is the year of the newest films. */
export function makeCatalogue(seed: number, size: ChainSize, lastYear: number): Catalogue {
  const random = new Random(seed, 'catalogue');
  const titles = new Titles(new Random(seed, 'titles'));
  const actors = makeActors(size.actors, random);
  // Some actors are in thirty films and some in five.
  const cast = new WeightedChoice(actors.map(() => 0.3 + random.fraction()));
  const categories = new WeightedChoice(genres.map(() => 0.6 + random.fraction()));
  const languageChoice = new WeightedChoice(
    languages.map((_, index) => (index + 1 === english ? 0.8 : 0.2 / (languages.length - 1))),
  );
  const ratingChoice = new WeightedChoice([15, 19, 25, 26, 15]);
  const familyRatingChoice = new WeightedChoice([60, 40]);
  const rateChoice = new WeightedChoice([30, 40, 30]);
  const ranks = random.shuffled(Array.from({ length: size.films }, (_, rank) => rank));

  const films = ranks.map((rank, index): Film => {
    const categoryIds = pickIds(categories, random.chance(0.2) ? 2 : 1, random);
    const mainCategory = genres[(categoryIds[0] ?? 1) - 1] ?? genres[0];
    const languageId = languageChoice.pick(random) + 1;
    return {
      filmId: index + 1,
      title: titles.next(),
      description: plot(mainCategory.noun, random),
      releaseYear: lastYear - Math.floor(45 * random.fraction() ** 2),
      languageId,
      // Dubbed films were made in another language.
      originalLanguageId: languageId === english && random.chance(0.08) ? random.integer(2, languages.length) : null,
      rentalDays: random.integer(3, 7),
      rateMinor: [99, 299, 499][rateChoice.pick(random)] ?? 299,
      lengthMinutes: Math.min(198, Math.max(46, Math.round(108 + 22 * random.normal()))),
      replacementMinor: 999 + 100 * random.integer(0, 20),
      rating: ratings[(mainCategory.name === 'Family' ? familyRatingChoice : ratingChoice).pick(random)] ?? 'G',
      specialFeatures: specialFeatures.filter(() => random.chance(0.5)),
      actorIds: pickIds(cast, Math.max(1, Math.round(5.5 + 2 * random.normal())), random),
      categoryIds,
      popularity: popularityOfRank(rank),
    };
  });
  return { films, actors };
}
