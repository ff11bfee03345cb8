import { dateText, midnight } from './calendar.ts';
import type { Chain } from './chain/chain.ts';
import { conditionsOf } from './chain/conditions.ts';
import { paymentsOf } from './chain/payments.ts';
import { allCities, allCountries } from './chain/places.ts';
import { rentalsOf } from './chain/rentals.ts';
import type { CopyValue, TableRows } from './copy-rows.ts';
import { genres, languages } from './words/genres.ts';

type Row = readonly CopyValue[];

/** Rows that are made as they are read, and again when they are read again. */
function lazily(rows: () => Iterator<Row>): Iterable<Row> {
  return { [Symbol.iterator]: rows };
}

function table<Item>(
  name: string,
  columns: readonly string[],
  items: readonly Item[],
  rowOf: (item: Item, index: number) => Row,
): TableRows {
  const rows = function* (): Generator<Row> {
    for (const [index, item] of items.entries()) yield rowOf(item, index);
  };
  return { table: name, columns, total: items.length, rows: lazily(rows) };
}

function catalogueTables({ catalogue: { films, actors } }: Chain, lastUpdate: Date): TableRows[] {
  const cast = films.flatMap(({ filmId, actorIds }) => actorIds.map((actorId) => [filmId, actorId] as const));
  const categories = films.flatMap(({ filmId, categoryIds }) =>
    categoryIds.map((categoryId) => [filmId, categoryId] as const),
  );
  return [
    table('film.language', ['language_id', 'name', 'last_update'], languages, (name, index) => [
      index + 1,
      name,
      lastUpdate,
    ]),
    table('film.category', ['category_id', 'name', 'last_update'], genres, ({ name }, index) => [
      index + 1,
      name,
      lastUpdate,
    ]),
    table('film.actor', ['actor_id', 'first_name', 'last_name', 'last_update'], actors, (actor) => [
      actor.actorId,
      actor.firstName,
      actor.lastName,
      lastUpdate,
    ]),
    table('film.film', filmColumns, films, (film) => [
      film.filmId,
      film.title,
      film.description,
      film.releaseYear,
      film.languageId,
      film.originalLanguageId,
      film.rentalDays,
      film.rateMinor,
      film.lengthMinutes,
      film.replacementMinor,
      'USD',
      film.rating,
      film.specialFeatures,
      lastUpdate,
    ]),
    table('film.film_actor', ['film_id', 'actor_id', 'last_update'], cast, (ids) => [...ids, lastUpdate]),
    table('film.film_category', ['film_id', 'category_id', 'last_update'], categories, (ids) => [...ids, lastUpdate]),
  ];
}

const filmColumns = [
  'film_id',
  'title',
  'description',
  'release_year',
  'language_id',
  'original_language_id',
  'rental_duration_days',
  'rental_rate_minor',
  'length_minutes',
  'replacement_cost_minor',
  'currency',
  'rating',
  'special_features',
  'last_update',
];

function peopleTables({ addresses, customers, stores, history }: Chain, lastUpdate: Date): TableRows[] {
  const staff = stores.flatMap((store) => store.staff);
  return [
    table('customer.country', ['country_id', 'name', 'last_update'], allCountries, ({ countryId, place }) => [
      countryId,
      place.name,
      lastUpdate,
    ]),
    table(
      'customer.city',
      ['city_id', 'name', 'country_id', 'last_update'],
      allCities,
      ({ cityId, name, countryId }) => [cityId, name, countryId, lastUpdate],
    ),
    table(
      'customer.address',
      ['address_id', 'address', 'address2', 'district', 'city_id', 'postal_code', 'phone', 'last_update'],
      addresses,
      (at) => [at.addressId, at.address, at.address2, at.district, at.cityId, at.postalCode, at.phone, lastUpdate],
    ),
    table(
      'customer.customer',
      [
        'customer_id',
        'store_id',
        'first_name',
        'last_name',
        'email',
        'address_id',
        'active',
        'create_date',
        'last_update',
      ],
      customers,
      ({ customerId, storeId, firstName, lastName, email, addressId, leftOn, joinedOn }) => [
        customerId,
        storeId,
        firstName,
        lastName,
        email,
        addressId,
        leftOn === null,
        dateText(midnight(history, joinedOn)),
        new Date(midnight(history, leftOn ?? joinedOn)),
      ],
    ),
    table(
      'store.store',
      ['store_id', 'manager_staff_id', 'address_id', 'time_zone', 'last_update'],
      stores,
      (store) => [store.storeId, store.staff[0].staffId, store.addressId, store.city.zone, lastUpdate],
    ),
    table(
      'store.staff',
      ['staff_id', 'first_name', 'last_name', 'address_id', 'email', 'store_id', 'active', 'username', 'last_update'],
      staff,
      ({ staffId, firstName, lastName, addressId, email, storeId, leftOn, username }) => [
        staffId,
        firstName,
        lastName,
        addressId,
        email,
        storeId,
        leftOn === null,
        username,
        new Date(midnight(history, leftOn ?? 0)),
      ],
    ),
  ];
}

const rentalColumns = [
  'rental_id',
  'rental_date',
  'inventory_id',
  'customer_id',
  'staff_id',
  'store_id',
  'due_at',
  'return_date',
  'price_minor',
  'currency',
  'duration_days',
  'film_title',
  'last_update',
];

const paymentColumns = [
  'payment_id',
  'customer_id',
  'staff_id',
  'rental_id',
  'store_id',
  'amount_minor',
  'currency',
  'payment_date',
];

function* inventoryRows(chain: Chain): Generator<Row> {
  const conditions = conditionsOf(chain);
  let copyId = 0;
  for (const { store, films } of chain.stocks) {
    for (const film of films) {
      const condition = conditions.next().value;
      if (!condition) throw new Error(`copy ${copyId} has no condition`);
      copyId += 1;
      yield [
        copyId,
        chain.catalogue.films[film]?.filmId ?? null,
        store.storeId,
        condition.status,
        new Date(condition.since),
      ];
    }
  }
}

function* rentalRows(chain: Chain): Generator<Row> {
  let rentalId = 0;
  for (const { rentedAt, copyId, customerId, staffId, store, dueAt, returnedAt, film } of rentalsOf(chain)) {
    rentalId += 1;
    yield [
      rentalId,
      new Date(rentedAt),
      copyId,
      customerId,
      staffId,
      store.storeId,
      new Date(dueAt),
      returnedAt === null ? null : new Date(returnedAt),
      film.rateMinor,
      'USD',
      film.rentalDays,
      film.title,
      new Date(returnedAt ?? rentedAt),
    ];
  }
}

function* paymentRows(chain: Chain): Generator<Row> {
  let paymentId = 0;
  for (const { rental, rentalId, staffId, amountMinor, paidAt } of paymentsOf(chain)) {
    paymentId += 1;
    yield [paymentId, rental.customerId, staffId, rentalId, rental.store.storeId, amountMinor, 'USD', new Date(paidAt)];
  }
}

/** The rows of a chain, table by table, in an order that foreign keys allow. */
export function tablesOf(chain: Chain): TableRows[] {
  const lastUpdate = new Date(chain.history.start);
  const { copies, rentals } = chain.size;
  return [
    ...catalogueTables(chain, lastUpdate),
    ...peopleTables(chain, lastUpdate),
    {
      table: 'rental.inventory_item',
      columns: ['inventory_id', 'film_id', 'store_id', 'status', 'last_update'],
      total: copies,
      rows: lazily(() => inventoryRows(chain)),
    },
    { table: 'rental.rental', columns: rentalColumns, total: rentals, rows: lazily(() => rentalRows(chain)) },
    // One payment for each rental.
    { table: 'payment.payment', columns: paymentColumns, total: rentals, rows: lazily(() => paymentRows(chain)) },
  ];
}
