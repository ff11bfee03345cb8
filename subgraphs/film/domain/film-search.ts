import type { PageRequest, SortOrder } from '@reelhouse/connections';
import type { KeysetPage } from '@reelhouse/database';
import type { Rating } from '../generated/resolvers.ts';
import type { FilmFilter } from './film-filter.ts';

/**
 * Finds films by words. The films' own table answers it, and a search engine that is fed with them could: whoever asks
 * gets ids, and reads the films by them.
 */
export interface FilmSearch {
  /**
   * Films whose title or description matches a text and which pass a filter, the most relevant first. Nothing is read
   * until a part of the answer is asked for.
   *
   * @param text what was typed: any text of 1 to 200 characters without NUL. None of them is an error.
   * @throws `BAD_USER_INPUT` if the cursor is not one of this search.
   */
  search(text: string, filter: FilmFilter, request: PageRequest<'RELEVANCE'>): FilmSearchAnswer;
}

/** What a search found; each part is read when it is asked for. */
export interface FilmSearchAnswer {
  page(): Promise<KeysetPage>;
  count(): Promise<number>;
  facets(): Promise<FilmSearchFacets>;
}

/** How many of the films that were found are in each group, the largest group first, none of them empty. */
export interface FilmSearchFacets {
  /** A film counts in each of its categories. */
  readonly categories: readonly CategoryCount[];
  /** Films without a rating are left out. */
  readonly ratings: readonly RatingCount[];
  readonly languages: readonly LanguageCount[];
}

/** The films of a category. */
export interface CategoryCount {
  readonly categoryId: number;
  readonly count: number;
}

/** The films of a rating. */
export interface RatingCount {
  readonly rating: Rating;
  readonly count: number;
}

/** The films in a language. */
export interface LanguageCount {
  readonly languageId: number;
  readonly count: number;
}

/** The one order of what a search found. */
export const byRelevance: SortOrder<'RELEVANCE'> = { field: 'RELEVANCE', descending: false };
