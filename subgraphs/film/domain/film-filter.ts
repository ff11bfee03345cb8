import { filterKey } from '@reelhouse/database';
import { badUserInput } from '@reelhouse/errors';
import { parseAmount } from '@reelhouse/money';
import type { FilmFilter as FilmFilterInput, Rating, SpecialFeature } from '../generated/resolvers.ts';

/** Which films to list, checked. A condition that is missing holds for every film. */
export interface FilmFilter {
  /** Ids here are keys of rows: see `filterKey`. */
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
  readonly availableInStoreId?: number;
}

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
    categoryId: filterKey('filter.categoryId', input.categoryId),
    actorId: filterKey('filter.actorId', input.actorId),
    languageId: filterKey('filter.languageId', input.languageId),
    ratings: ratings ?? undefined,
    minLengthMinutes: input.minLengthMinutes ?? undefined,
    maxLengthMinutes: input.maxLengthMinutes ?? undefined,
    minReleaseYear: input.minReleaseYear ?? undefined,
    maxReleaseYear: input.maxReleaseYear ?? undefined,
    minRentalRateMinor: parseAmount('filter.minRentalRate', input.minRentalRate, 'USD'),
    maxRentalRateMinor: parseAmount('filter.maxRentalRate', input.maxRentalRate, 'USD'),
    specialFeatures: specialFeatures ?? undefined,
    availableInStoreId: filterKey('filter.availableInStoreId', input.availableInStoreId),
  };
}
