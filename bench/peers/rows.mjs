/** Rows in the numbers of Pagila, the same in every process. */

let state = 12_345;

/** A whole number from 0 to below `limit`, by a linear congruential generator. */
function next(limit) {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
  // The low bits of such a generator repeat soon.
  return (state >>> 8) % limit;
}

const words = 'ACADEMY DINOSAUR ACE GOLDFINGER ADAPTATION HOLES AFFAIR PREJUDICE AFRICAN EGG AGENT TRUMAN'.split(' ');
const firstNames = 'MARY PATRICIA LINDA BARBARA ELIZABETH JENNIFER MARIA SUSAN MARGARET DOROTHY'.split(' ');
const lastNames = 'SMITH JOHNSON WILLIAMS JONES BROWN DAVIS MILLER WILSON MOORE TAYLOR'.split(' ');
const cities = ['Lethbridge', 'Woodridge', 'Sasebo', 'San Bernardino', 'Athenai', 'Myingyan', 'Nantou', 'Laredo'];
const countries = ['Canada', 'Australia', 'Japan', 'United States', 'Greece', 'Myanmar', 'Taiwan', 'Mexico'];
const ratings = ['G', 'PG', 'PG13', 'R', 'NC17'];
const firstRental = Date.parse('2026-01-01T00:00:00Z');

const pick = (list) => list[next(list.length)];
const id = (index) => String(index + 1);
const rows = (count, row) => Array.from({ length: count }, (_, index) => row(index));
const at = (minutes) => new Date(firstRental + minutes * 60_000).toISOString();

function address(index) {
  const place = next(cities.length);
  return {
    id: id(index),
    street: `${1 + next(1999)} ${pick(cities)} Way`,
    city: cities[place],
    postalCode: String(10_000 + next(89_999)),
    country: countries[place],
    phone: String(10_000_000 + next(80_000_000)),
  };
}

export const languages = ['English', 'Italian', 'Japanese', 'Mandarin', 'French', 'German'].map((name, index) => ({
  id: id(index),
  name,
}));

export const films = rows(1000, (index) => ({
  id: id(index),
  title: `${pick(words)} ${pick(words)} ${index}`,
  rating: pick(ratings),
  releaseYear: 2006,
  lengthMinutes: 60 + next(120),
  rentalRate: 0.99 + next(4),
  languageId: id(next(languages.length)),
}));

export const stores = rows(10, (index) => ({ id: id(index), name: `Store #${index + 1}`, address: address(index) }));

export const inventoryItems = rows(4581, (index) => ({
  id: id(index),
  filmId: id(next(films.length)),
  storeId: id(next(stores.length)),
}));

export const customers = rows(599, (index) => {
  const firstName = pick(firstNames);
  const lastName = pick(lastNames);
  const email = `${firstName}.${lastName}.${index}@sakilacustomer.org`;
  return { id: id(index), firstName, lastName, email, active: true, address: address(100 + index) };
});

export const rentals = rows(16_044, (index) => ({
  id: id(index),
  rentalDate: at(index),
  returnDate: index % 7 === 0 ? null : at(index + 16_667),
  amount: 0.99 + next(9),
  inventoryItemId: id(next(inventoryItems.length)),
  customerId: id(next(customers.length)),
}));
