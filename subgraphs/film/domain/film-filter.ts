import { parseId } from '@reelhouse/database';
import { badUserInput } from '@reelhouse/errors';
import { parseMinor } from '@reelhouse/money';
import type { FilmFilter as FilmFilterInput, Rating, SpecialFeature } from '../generated/resolvers.ts';

/** Which films to list, checked. A condition that is missing holds for every film. */
export interface FilmFilter {
  /** Ids here are keys of rows; `noRow` stands for an id that no row can have. */
  readonly categoryId?: number;
  readonly actorId?: number;
  readonly languageId?: number;
  readonly ratings?: readonly Rating[];
  readonly minLengthMinutes?: number;
  readonly maxLengthMinutes?: number;
  readonly minReleaseYear?: number;
  readonly maxReleaseYear?: number;
  /** In minor units, like the maximum. */
  readonly minRentalRateMinor?: number;
  readonly maxRentalRateMinor?: number;
  readonly specialFeatures?: readonly SpecialFeature[];
}

const noRow = 0;

/**
 * Checks the `filter` argument of a list of films.
 *
 * @throws `BAD_USER_INPUT` that names the field: an amount that is none, or a list longer than it can be.
 */
export function parseFilmFilter(input: FilmFilterInput | null | undefined): FilmFilter {
  if (!input) return {};
  const { ratings, specialFeatures } = input;
  if (ratings && ratings.length > 5) throw badUserInput('filter.ratings', 'must have at most 5 entries');
  if (specialFeatures && specialFeatures.length > 4) {
    throw badUserInput('filter.specialFeatures', 'must have at most 4 entries');
  }
  return {
    categoryId: key('filter.categoryId', input.categoryId),
    actorId: key('filter.actorId', input.actorId),
    languageId: key('filter.languageId', input.languageId),
    ratings: ratings ?? undefined,
    minLengthMinutes: input.minLengthMinutes ?? undefined,
    maxLengthMinutes: input.maxLengthMinutes ?? undefined,
    minReleaseYear: input.minReleaseYear ?? undefined,
    maxReleaseYear: input.maxReleaseYear ?? undefined,
    minRentalRateMinor: amount('filter.minRentalRate', input.minRentalRate),
    maxRentalRateMinor: amount('filter.maxRentalRate', input.maxRentalRate),
    specialFeatures: specialFeatures ?? undefined,
  };
}

function key(argument: string, id: string | null | undefined): number | undefined {
  return id == null ? undefined : (parseId(id, argument) ?? noRow);
}

function amount(argument: string, decimal: string | null | undefined): number | undefined {
  if (decimal == null) return undefined;
  try {
    const minor = parseMinor(decimal, 'USD');
    if (Math.abs(minor) <= 2_147_483_647) return minor;
  } catch {
    // Refused below, like an amount that no film can have.
  }
  throw badUserInput(argument, 'must be an amount of up to 21 million with at most 2 digits after the point');
}
