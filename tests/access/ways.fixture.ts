import type { Arguments, Way } from './cells.fixture.ts';
import type { SampleRows } from './sample-rows.fixture.ts';

/** What the fields are asked with that need an argument. Pages have three items unless something else stands here. */
export function queryArguments(rows: SampleRows): Arguments {
  return {
    'Query.customer': id(rows.customer),
    'Query.address': id(rows.address),
    'Query.city': id(rows.city),
    'Query.country': id(rows.country),
    'Query.film': id(rows.film),
    'Query.searchFilms': `query: "${rows.filmTitle}" first: 3`,
    'Query.actor': id(rows.actor),
    'Query.category': id(rows.category),
    'Query.language': id(rows.language),
    'Query.registration': id(rows.registration),
    'Query.payment': id(rows.payment),
    'Query.copy': id(rows.copy),
    'Query.rental': id(rows.rental),
    'Query.store': id(rows.store),
    'Query.staffMember': id(rows.staff),
    'Query.staffMemberByUsername': `username: "${rows.staffUsername}"`,
    'Query.staffPicture': `staffId: "${rows.staff}"`,
  };
}

/** The ways to the rows that are looked at, from every field that leads to one. */
export function waysTo(rows: SampleRows): readonly Way[] {
  const rental = `rental(${id(rows.rental)})`;
  const payment = `payment(${id(rows.payment)})`;
  const copy = `copy(${id(rows.copy)})`;
  const customer = `customer(${id(rows.customer)})`;
  const film = `film(${id(rows.film)})`;
  const store = `store(${id(rows.store)})`;
  const homeStore = `store(${id(rows.homeStore)})`;
  const member = `staffMember(${id(rows.staff)})`;
  const ofCustomer = `first: 100 filter: { customerId: "${rows.customer}" }`;
  const ofFilm = `first: 100 filter: { filmId: "${rows.film}" }`;
  const onDay = `first: 100 filter: { paidFrom: "${rows.paidAt}" paidBefore: "${rows.paidBefore}" }`;
  const byEmail = `first: 100 filter: { email: "${rows.email}" }`;
  const way = (type: string, rowId?: string) => (path: string) => ({ type, operation: operationOf(path), id: rowId });
  return [
    way('Query')(''),
    ...[
      rental,
      `rentals(${ofCustomer}) ${nodes}`,
      `${customer} { rentals(first: 100) ${nodes}`,
      `${store} { rentals(${ofCustomer}) ${nodes}`,
      `${payment} { rental`,
      `${copy} { rentals(first: 100) ${nodes}`,
    ].map(way('Rental', rows.rental)),
    ...[
      payment,
      `payments(${ofCustomer}) ${nodes}`,
      `${customer} { payments(first: 100) ${nodes}`,
      `${rental} { payments(first: 100) ${nodes}`,
      `${member} { payments(${onDay}) ${nodes}`,
    ].map(way('Payment', rows.payment)),
    ...[
      copy,
      `copies(${ofFilm}) ${nodes}`,
      `${film} { copies(first: 100) ${nodes}`,
      `${store} { inventory(${ofFilm}) ${nodes}`,
      `${rental} { copy`,
    ].map(way('InventoryItem', rows.copy)),
    ...[
      customer,
      `customers(${byEmail}) ${nodes}`,
      `${homeStore} { customers(${byEmail}) ${nodes}`,
      `${rental} { customer`,
      `${payment} { customer`,
      `registration(${id(rows.registration)}) { customer`,
    ].map(way('Customer', rows.customer)),
    ...[
      member,
      `staffMemberByUsername(username: "${rows.staffUsername}")`,
      `staff(first: 100) ${nodes}`,
      `${store} { staff(first: 100) ${nodes}`,
      `${rental} { staff`,
      `${payment} { staff`,
    ].map(way('Staff', rows.staff)),
    ...[
      `address(${id(rows.address)})`,
      `addresses(first: 100 filter: { cityId: "${rows.city}" }) ${nodes}`,
      `${customer} { address`,
    ].map(way('Address', rows.address)),
    ...[`${store} { address`, `${member} { address`].map(way('Address')),
    ...[store, `stores(first: 100) ${nodes}`, `${rental} { store`, `${payment} { store`, `${copy} { store`].map(
      way('Store', rows.store),
    ),
    ...[film, `${rental} { film`, `${copy} { film`].map(way('Film', rows.film)),
    ...[`films(first: 3) ${nodes}`, `searchFilms(query: "${rows.filmTitle}", first: 3) ${nodes}`].map(way('Film')),
    ...[`actor(${id(rows.actor)})`, `${film} { actors(first: 3) ${nodes}`].map(way('Actor')),
    ...[`category(${id(rows.category)})`, `${film} { categories(first: 3) ${nodes}`].map(way('Category')),
    ...[`language(${id(rows.language)})`, `${film} { language`].map(way('Language')),
    ...[`city(${id(rows.city)})`, `${store} { address { city`].map(way('City')),
    ...[`country(${id(rows.country)})`, `city(${id(rows.city)}) { country`].map(way('Country')),
    way('Viewer')('viewer'),
  ];
}

const nodes = '{ edges { node';

function id(value: string): string {
  return `id: "${value}"`;
}

/** Closes the braces of a path, around the place for the row. */
function operationOf(path: string): string {
  const withPlace = path === '' ? '{ ...it' : `{ ${path} { ...it`;
  const braces = withPlace.replaceAll(/"[^"]*"|[^{}]/g, '');
  return withPlace + ' }'.repeat(braces.split('{').length - braces.split('}').length);
}
