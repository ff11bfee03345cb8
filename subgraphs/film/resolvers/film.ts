import { pageRequest } from '@reelhouse/connections';
import { toMoney } from '@reelhouse/money';
import { loadExisting, loadRow, sortOrder } from '@reelhouse/subgraph';
import type { FilmResolvers } from '../generated/resolvers.ts';

export const film: FilmResolvers = {
  __resolveReference: ({ id }, { films }) => loadRow(films.byId, id),
  language: ({ languageId }, _args, { languages }) => loadExisting(languages.byId, languageId),
  originalLanguage: ({ originalLanguageId }, _args, { languages }) =>
    originalLanguageId === null ? null : loadExisting(languages.byId, originalLanguageId),
  rentalRate: ({ rentalRateMinor, currency }) => toMoney(rentalRateMinor, currency),
  replacementCost: ({ replacementCostMinor, currency }) => toMoney(replacementCostMinor, currency),
  popularity: ({ id }, _args, { popularity }) => popularity.of(id),
  actors: ({ id }, page, { actors }) => actors.list.of('film', id, {}, pageRequest(page, sortOrder(page.sort))),
  categories: ({ id }, page, { categories }) =>
    categories.list.of('film', id, {}, pageRequest(page, sortOrder(page.sort))),
};
