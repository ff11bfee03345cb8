import { bytes, day, dollars, flag, id, moment, oneOf, someOf, text, wholeNumber } from './column-types.ts';
import type { Column, PagilaTable } from './pagila-table.ts';

const lastUpdate: Column = { type: moment, optional: true };
const name = (max: number): Column => ({ type: text(max) });
const key: Column = { type: id };

const ratings = ['G', 'PG', 'PG-13', 'R', 'NC-17'];
const features = ['Trailers', 'Commentaries', 'Deleted Scenes', 'Behind the Scenes'];

/** The tables of the catalogue. */
const catalogue: readonly PagilaTable[] = [
  {
    name: 'language',
    key: ['language_id'],
    columns: { language_id: key, name: { type: text(60, { padded: true }) }, last_update: lastUpdate },
    orders: [['language_id', 'name', 'last_update']],
  },
  {
    name: 'category',
    key: ['category_id'],
    columns: { category_id: key, name: name(60), last_update: lastUpdate },
    orders: [['category_id', 'name', 'last_update']],
  },
  {
    name: 'actor',
    key: ['actor_id'],
    columns: { actor_id: key, first_name: name(100), last_name: name(100), last_update: lastUpdate },
    orders: [['actor_id', 'first_name', 'last_name', 'last_update']],
  },
  {
    name: 'film',
    key: ['film_id'],
    columns: {
      film_id: key,
      title: name(255),
      description: { type: text(Infinity, { empty: true }), optional: true },
      release_year: { type: wholeNumber(1888, 2155), optional: true },
      language_id: key,
      original_language_id: { type: id, optional: true },
      rental_duration: { type: wholeNumber(1), absent: '3' },
      rental_rate: { type: dollars, absent: '4.99' },
      length: { type: wholeNumber(1), optional: true },
      replacement_cost: { type: dollars, absent: '19.99' },
      rating: { type: oneOf('film.rating', ratings), optional: true, absent: 'G' },
      special_features: { type: someOf('film.special_feature', features), optional: true },
      last_update: lastUpdate,
    },
    orders: [
      // prettier-ignore
      ['film_id', 'title', 'description', 'release_year', 'language_id', 'original_language_id', 'rental_duration',
        'rental_rate', 'length', 'replacement_cost', 'rating', 'last_update', 'special_features', 'fulltext'],
      // prettier-ignore
      ['film_id', 'title', 'description', 'release_year', 'language_id', 'original_language_id', 'rental_duration',
        'rental_rate', 'length', 'replacement_cost', 'rating', 'last_update', 'special_features'],
    ],
    references: [
      { column: 'language_id', table: 'language' },
      { column: 'original_language_id', table: 'language' },
    ],
  },
  {
    name: 'film_actor',
    key: ['film_id', 'actor_id'],
    columns: { actor_id: key, film_id: key, last_update: lastUpdate },
    orders: [['actor_id', 'film_id', 'last_update']],
    references: [
      { column: 'film_id', table: 'film' },
      { column: 'actor_id', table: 'actor' },
    ],
  },
  {
    name: 'film_category',
    key: ['film_id', 'category_id'],
    columns: { film_id: key, category_id: key, last_update: lastUpdate },
    orders: [['film_id', 'category_id', 'last_update']],
    references: [
      { column: 'film_id', table: 'film' },
      { column: 'category_id', table: 'category' },
    ],
  },
];

/** Who the chain deals with, and where. */
const people: readonly PagilaTable[] = [
  {
    name: 'country',
    key: ['country_id'],
    columns: { country_id: key, country: name(100), last_update: lastUpdate },
    orders: [['country_id', 'country', 'last_update']],
  },
  {
    name: 'city',
    key: ['city_id'],
    columns: { city_id: key, city: name(100), country_id: key, last_update: lastUpdate },
    orders: [['city_id', 'city', 'country_id', 'last_update']],
    references: [{ column: 'country_id', table: 'country' }],
  },
  {
    name: 'address',
    key: ['address_id'],
    columns: {
      address_id: key,
      address: name(255),
      address2: { type: text(255, { empty: true }), optional: true },
      district: { type: text(100, { empty: true }) },
      city_id: key,
      postal_code: { type: text(20, { empty: true }), optional: true },
      phone: { type: text(40, { empty: true }) },
      last_update: lastUpdate,
    },
    orders: [['address_id', 'address', 'address2', 'district', 'city_id', 'postal_code', 'phone', 'last_update']],
    references: [{ column: 'city_id', table: 'city' }],
  },
  {
    name: 'store',
    key: ['store_id'],
    columns: { store_id: key, manager_staff_id: key, address_id: key, last_update: lastUpdate },
    orders: [['store_id', 'manager_staff_id', 'address_id', 'last_update']],
    references: [
      { column: 'manager_staff_id', table: 'staff' },
      { column: 'address_id', table: 'address' },
    ],
    unique: [{ expressions: ['manager_staff_id'], breach: 'its manager manages another store' }],
  },
  {
    name: 'staff',
    key: ['staff_id'],
    columns: {
      staff_id: key,
      first_name: name(100),
      last_name: name(100),
      address_id: key,
      email: { type: text(254, { empty: true }), optional: true },
      store_id: key,
      active: { type: flag, absent: 'true' },
      username: name(60),
      password: { type: text(Infinity, { empty: true }), optional: true },
      last_update: lastUpdate,
      picture: { type: bytes, optional: true },
    },
    orders: [
      // prettier-ignore
      ['staff_id', 'first_name', 'last_name', 'address_id', 'email', 'store_id', 'active', 'username', 'password',
        'last_update', 'picture'],
    ],
    references: [
      { column: 'address_id', table: 'address' },
      { column: 'store_id', table: 'store' },
    ],
    unique: [{ expressions: ['lower(username)'], breach: 'its user name is taken' }],
    secret: true,
  },
  {
    name: 'customer',
    key: ['customer_id'],
    columns: {
      customer_id: key,
      store_id: key,
      first_name: name(100),
      last_name: name(100),
      email: { type: text(254, { empty: true }), optional: true },
      address_id: key,
      // Some dumps have both, and they disagree: a customer is active if both say so.
      activebool: { type: flag, optional: true },
      active: { type: flag, optional: true },
      create_date: { type: day, optional: true },
      last_update: lastUpdate,
    },
    orders: [
      // prettier-ignore
      ['customer_id', 'store_id', 'first_name', 'last_name', 'email', 'address_id', 'activebool', 'create_date',
        'last_update', 'active'],
      // prettier-ignore
      ['customer_id', 'store_id', 'first_name', 'last_name', 'email', 'address_id', 'activebool', 'create_date',
        'last_update'],
    ],
    references: [
      { column: 'store_id', table: 'store' },
      { column: 'address_id', table: 'address' },
    ],
  },
];

/** What happened. */
const books: readonly PagilaTable[] = [
  {
    name: 'inventory',
    key: ['inventory_id'],
    columns: { inventory_id: key, film_id: key, store_id: key, last_update: lastUpdate },
    orders: [['inventory_id', 'film_id', 'store_id', 'last_update']],
    references: [
      { column: 'film_id', table: 'film' },
      { column: 'store_id', table: 'store' },
    ],
  },
  {
    name: 'rental',
    key: ['rental_id'],
    columns: {
      rental_id: key,
      rental_date: { type: moment },
      inventory_id: key,
      customer_id: key,
      return_date: { type: moment, optional: true },
      staff_id: key,
      last_update: lastUpdate,
    },
    partitionColumns: ['rental_id', 'inventory_id', 'customer_id'],
    orders: [
      ['rental_id', 'rental_date', 'inventory_id', 'customer_id', 'return_date', 'staff_id', 'last_update'],
      ['rental_id', 'inventory_id', 'customer_id', 'staff_id', 'last_update', 'rental_period'],
    ],
    references: [
      { column: 'inventory_id', table: 'inventory' },
      { column: 'customer_id', table: 'customer' },
      { column: 'staff_id', table: 'staff' },
    ],
    unique: [
      {
        expressions: ['rental_date', 'inventory_id', 'customer_id'],
        breach: 'the customer rented the same copy at the same time',
      },
      { expressions: ['inventory_id'], where: 'return_date is null', breach: 'its copy is in another open rental' },
    ],
    rules: [{ broken: 'return_date < rental_date', breach: 'it was returned before it was rented' }],
  },
  {
    name: 'payment',
    key: ['payment_id'],
    columns: {
      payment_id: key,
      customer_id: key,
      staff_id: key,
      rental_id: { type: id, optional: true },
      amount: { type: dollars },
      payment_date: { type: moment },
    },
    partitionColumns: ['payment_id', 'amount', 'payment_date'],
    orders: [['payment_id', 'customer_id', 'staff_id', 'rental_id', 'amount', 'payment_date']],
    references: [
      { column: 'customer_id', table: 'customer' },
      { column: 'staff_id', table: 'staff' },
      { column: 'rental_id', table: 'rental' },
    ],
  },
];

/** Every table of Pagila that is imported, in the order in which they are written. */
export const pagilaTables: readonly PagilaTable[] = [...catalogue, ...people, ...books];
