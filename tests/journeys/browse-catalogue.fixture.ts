import { expect, test } from 'vitest';
import { CategoriesDocument, FilmsOfCategoryDocument, SearchFilmsDocument } from '../generated/documents.ts';
import type { GraphClients } from '../graph-clients.ts';

/** Somebody looks for something to watch, without signing in. */
export function browseCatalogue({ anonymous: { get } }: Pick<GraphClients, 'anonymous'>): void {
  test('a customer goes from the categories to the films that are on the shelf of a store, page by page', async () => {
    const { categories } = await get(CategoriesDocument, {});
    const largest = categories.edges
      .map(({ node }) => node)
      .sort((a, b) => b.films.totalCount - a.films.totalCount)[0]!;
    const titles: string[] = [];
    let after: string | null | undefined;
    let count: number;
    do {
      const { films } = await get(FilmsOfCategoryDocument, { categoryId: largest.id, storeId: '1', after });
      for (const { node } of films.edges) {
        expect(node.availability?.onShelf).toBeGreaterThan(0);
        titles.push(node.title);
      }
      count = films.totalCount;
      after = films.pageInfo.hasNextPage ? films.pageInfo.endCursor : null;
    } while (after != null);
    expect(count).toBeGreaterThan(10);
    expect(titles).toHaveLength(count);
    expect(new Set(titles).size).toBe(count);
  });

  test('a customer finds a film by a word of its title, also if it is misspelt', async () => {
    const { films } = await get(FilmsOfCategoryDocument, { categoryId: '1', storeId: '1' });
    const { id, title } = films.edges[0]!.node;
    const word = title.split(/\W+/).sort((a, b) => b.length - a.length)[0]!;
    const found = await get(SearchFilmsDocument, { query: title });
    expect(found.searchFilms.edges.map(({ node }) => node.id)).toContain(id);
    const misspelt = word.slice(0, 2) + word.slice(3);
    const { searchFilms } = await get(SearchFilmsDocument, { query: misspelt });
    expect(searchFilms.totalCount).toBeGreaterThan(0);
    const rated = searchFilms.facets.ratings.reduce((all, { count }) => all + count, 0);
    expect(rated).toBeLessThanOrEqual(searchFilms.totalCount);
  });
}
