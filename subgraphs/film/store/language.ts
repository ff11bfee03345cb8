import type { Connection } from '@reelhouse/connections';
import { createKeysetList, rowLoader, type KeysetDefinition, type NoFilter, type Sql } from '@reelhouse/database';
import type { LanguageSortField } from '../generated/resolvers.ts';

/** A row of `film.language`. */
export interface LanguageRow {
  readonly id: number;
  readonly name: string;
}

/** A list of them. */
export type LanguageRows = Connection<LanguageRow>;

/** How languages are listed. */
export const languageList: KeysetDefinition<NoFilter, LanguageSortField, never> = {
  from: 'language l',
  id: 'l.language_id',
  orders: { ID: [], NAME: [{ expression: 'l.name', type: 'text' }] },
  parents: {},
  conditions: () => [],
};

/** The languages of one request. */
export function languageStore(sql: Sql) {
  const byId = rowLoader(
    (ids) => sql<LanguageRow[]>`
      select language_id as id, name from language where language_id = any(${[...ids]}::integer[])`,
    (language) => language.id,
  );
  return { byId, list: createKeysetList(sql, byId, languageList) };
}
