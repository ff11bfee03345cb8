/**
 * The graph that is measured: film, store, customer and rental as four subgraphs and as one schema, over the same rows in
 * memory. Plain JavaScript without graphql, because each peer brings a copy of graphql of its own.
 */
import { setImmediate } from 'node:timers';
import DataLoader from 'dataloader';
import { customers, films, inventoryItems, languages, rentals, stores } from './rows.mjs';

const byId = (rows) => new Map(rows.map((row) => [row.id, row]));
const tables = {
  film: byId(films),
  store: byId(stores),
  customer: byId(customers),
  inventoryItem: byId(inventoryItems),
  rental: byId(rentals),
};
const language = byId(languages);

/** Rows are there at once. */
const fromMemory = (table, id) => tables[table].get(id);

/** Rows come in batches, a turn of the event loop later, by loaders of the request: as from a database, without one. */
function createLoaders() {
  const ofRequest = new WeakMap();
  const createLoader = (table) =>
    new DataLoader(
      (ids) => new Promise((resolve) => setImmediate(() => resolve(ids.map((id) => tables[table].get(id))))),
    );
  return (table, id, context) => {
    let loaders = ofRequest.get(context);
    if (!loaders) ofRequest.set(context, (loaders = {}));
    return (loaders[table] ??= createLoader(table)).load(id);
  };
}

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';
const fieldsOf = {
  Film: 'id: ID! title: String! rating: String releaseYear: Int lengthMinutes: Int rentalRate: Float! language: Language!',
  Language: 'id: ID! name: String!',
  Store: 'id: ID! name: String! address: Address!',
  Address: 'id: ID! street: String! city: String! postalCode: String country: String! phone: String',
  InventoryItem: 'id: ID! film: Film! store: Store!',
  Customer: 'id: ID! firstName: String! lastName: String! email: String active: Boolean! address: Address!',
  Rental:
    'id: ID! rentalDate: String! returnDate: String amount: Float! inventoryItem: InventoryItem! customer: Customer!',
};
const type = (name, directives = '') => `type ${name} ${directives} { ${fieldsOf[name]} }`;
const key = '@key(fields: "id")';
const reference = (name) => `type ${name} @key(fields: "id", resolvable: false) { id: ID! }`;
const rentalsField = 'rentals(first: Int! = 20, offset: Int! = 0): [Rental!]!';

/**
 * @param resolution `memory`, or `loaders`: every lookup through a DataLoader of the request, which resolvers wait for.
 */
export function createGraph(resolution) {
  const get = resolution === 'loaders' ? createLoaders() : fromMemory;
  const root =
    (table) =>
    (_source, { id }, context) =>
      get(table, id, context);
  const page = (_source, { first, offset }) => rentals.slice(offset, offset + first);
  const entity = (table) => (representation, context) => get(table, representation.id, context);
  const subgraphs = {
    film: {
      typeDefs: `${link} type Query { film(id: ID!): Film } ${type('Film', key)} ${type('Language')}`,
      resolvers: {
        Query: { film: root('film') },
        Film: { __resolveReference: entity('film'), language: (film) => language.get(film.languageId) },
      },
    },
    store: {
      typeDefs: `${link} type Query { store(id: ID!): Store } ${type('Store', key)} ${type('InventoryItem', key)}
        ${reference('Film')} ${type('Address', '@shareable')}`,
      resolvers: {
        Query: { store: root('store') },
        Store: { __resolveReference: entity('store') },
        InventoryItem: {
          __resolveReference: entity('inventoryItem'),
          film: (item) => ({ __typename: 'Film', id: item.filmId }),
          store: (item, _args, context) => get('store', item.storeId, context),
        },
      },
    },
    customer: {
      typeDefs: `${link} type Query { customer(id: ID!): Customer } ${type('Customer', key)} ${type('Address', '@shareable')}`,
      resolvers: {
        Query: { customer: root('customer') },
        Customer: { __resolveReference: entity('customer') },
      },
    },
    rental: {
      typeDefs: `${link} type Query { rental(id: ID!): Rental ${rentalsField} } ${type('Rental', key)}
        ${reference('InventoryItem')} ${reference('Customer')}`,
      resolvers: {
        Query: { rental: root('rental'), rentals: page },
        Rental: {
          __resolveReference: entity('rental'),
          inventoryItem: (rental) => ({ __typename: 'InventoryItem', id: rental.inventoryItemId }),
          customer: (rental) => ({ __typename: 'Customer', id: rental.customerId }),
        },
      },
    },
  };
  const single = {
    typeDefs: `type Query { film(id: ID!): Film store(id: ID!): Store customer(id: ID!): Customer rental(id: ID!): Rental
      ${rentalsField} } ${Object.keys(fieldsOf)
        .map((name) => type(name))
        .join(' ')}`,
    resolvers: {
      Query: {
        film: root('film'),
        store: root('store'),
        customer: root('customer'),
        rental: root('rental'),
        rentals: page,
      },
      Film: { language: (film) => language.get(film.languageId) },
      InventoryItem: {
        film: (item, _args, context) => get('film', item.filmId, context),
        store: (item, _args, context) => get('store', item.storeId, context),
      },
      Rental: {
        inventoryItem: (rental, _args, context) => get('inventoryItem', rental.inventoryItemId, context),
        customer: (rental, _args, context) => get('customer', rental.customerId, context),
      },
    },
  };
  return { subgraphs, single };
}
