import type { Connection } from '@reelhouse/connections';
import { createKeysetList, rowLoader, type KeysetDefinition, type Sql } from '@reelhouse/database';
import type { ActorFilter } from '../domain/actor-filter.ts';
import type { ActorSortField } from '../generated/resolvers.ts';

/** A row of `film.actor`. */
export interface ActorRow {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly lastUpdate: Date;
}

/** A list of actors. */
export type ActorRows = Connection<ActorRow>;

/** How actors are listed. */
export const actorList: KeysetDefinition<ActorFilter, ActorSortField, 'film'> = {
  from: 'actor a',
  id: 'a.actor_id',
  orders: {
    ID: [],
    NAME: [
      { expression: 'a.last_name', type: 'text' },
      { expression: 'a.first_name', type: 'text' },
    ],
  },
  parents: { film: { column: 'fa.film_id', join: 'join film_actor fa on fa.actor_id = a.actor_id' } },
  conditions: (filter, fragment) => [
    filter.namePattern !== undefined &&
      fragment`(a.first_name ilike ${filter.namePattern} or a.last_name ilike ${filter.namePattern})`,
  ],
};

/** The actors of one request. */
export function actorStore(sql: Sql) {
  const byId = rowLoader(
    (ids) => sql<ActorRow[]>`
      select actor_id as id, first_name as "firstName", last_name as "lastName", last_update as "lastUpdate"
      from actor where actor_id = any(${[...ids]}::integer[])`,
    (actor) => actor.id,
  );
  return { byId, list: createKeysetList(sql, byId, actorList) };
}
