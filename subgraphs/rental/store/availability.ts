import { rowLoader, type RowLoader, type Sql } from '@reelhouse/database';

/** How many copies of a film there are. */
export interface AvailabilityRow {
  readonly filmId: number;
  readonly copies: number;
  readonly onShelf: number;
  readonly nextExpectedReturn: Date | null;
}

/** The availability of films in one request. */
export function availabilityStore(sql: Sql) {
  const loaders = new Map<number | undefined, RowLoader<AvailabilityRow>>();

  /** By the film's id; a film without copies has no row. */
  function loaderOf(storeId: number | undefined): RowLoader<AvailabilityRow> {
    let loader = loaders.get(storeId);
    if (!loader) {
      loader = rowLoader(
        // A copy has at most one open rental, so the join does not count it twice.
        (filmIds) => sql<AvailabilityRow[]>`
          select i.film_id as "filmId", count(*)::integer as copies,
            (count(*) filter (where i.status = 'on_shelf'))::integer as "onShelf",
            min(r.due_at)::timestamptz as "nextExpectedReturn"
          from inventory_item i
          left join rental r on r.inventory_id = i.inventory_id and r.return_date is null
          where i.film_id = any(${[...filmIds]}::integer[]) and i.status not in ('lost', 'retired')
            and (${storeId ?? null}::integer is null or i.store_id = ${storeId ?? null}::integer)
          group by i.film_id`,
        (row) => row.filmId,
      );
      loaders.set(storeId, loader);
    }
    return loader;
  }

  return {
    /** How many copies of a film there are, in one store or in all of them. */
    async of(filmId: number, storeId?: number): Promise<AvailabilityRow> {
      const row = await loaderOf(storeId).load(filmId);
      return row ?? { filmId, copies: 0, onShelf: 0, nextExpectedReturn: null };
    },
  };
}
