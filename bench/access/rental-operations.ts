/** An operation as a client posts it: the body of a request. */
export type OperationBody = string;

const variables = '$first: Int!, $after: String';
const list = (name: string, node: string): string =>
  `query ${name}(${variables}) { rentals(first: $first, after: $after) { edges { cursor node { ${node} } } } }`;

const film = 'film { id title rating language { name } }';
const store = 'store { id address { address city { name country { name } } } }';
const customer = 'customer { id firstName lastName email address { address postalCode city { name } } }';

/** The page that a desk shows: rentals with their copies, films, stores and customers, of five subgraphs. */
const listFields = `id rentalDate returnDate price { amount currency } copy { id status ${film} } ${store} ${customer}
  payments(first: 1) { edges { node { amount { amount } } } }`;

/** What a customer may see of their rentals, and two fields that they may not: who rented it out, and who else had the copy. */
const customersFields = `id rentalDate returnDate price { amount currency } ${store} ${customer}`;
const copyFields = `id status ${film}`;
const allowed = `${customersFields} copy { ${copyFields} }`;
const alsoDenied = `${customersFields} copy { ${copyFields} rentals(first: 1) { totalCount } } staff { firstName }`;

const body = (operationName: string, query: string, first: number, after?: string): OperationBody =>
  JSON.stringify({ query, operationName, variables: { first, ...(after !== undefined && { after }) } });

/** The list operation, on the pages behind some cursors; a first page without one. */
export function rentalList(cursors: readonly (string | undefined)[]): OperationBody[] {
  const query = list('RentalList', listFields);
  return cursors.map((after) => body('RentalList', query, 20, after));
}

/** What the gateway asks the subgraph of rentals for the list operation. */
export function subgraphList(cursors: readonly (string | undefined)[]): OperationBody[] {
  const node = `id rentalDate returnDate price { amount currency } copy { id status film { id } } store { id } customer { id }`;
  const query = list('SubgraphList', node);
  return cursors.map((after) => body('SubgraphList', query, 20, after));
}

/** Where the pages of a list begin. */
export function cursorsOf(count: number): OperationBody {
  return body('Cursors', list('Cursors', 'id'), count);
}

/** What a customer asks: without the two fields, or with them. */
export function ownRentals(asks: 'allowed' | 'denied'): OperationBody[] {
  const name = asks === 'allowed' ? 'OwnRentals' : 'OwnRentalsAndMore';
  return [body(name, list(name, asks === 'allowed' ? allowed : alsoDenied), 20)];
}

/** Fields by which operations are told apart; one bit of a number each. */
const optional = {
  rental: ['rentalDate', 'returnDate', 'dueAt', 'durationDays', 'filmTitle'],
  film: ['rating', 'releaseYear', 'lengthMinutes', 'language { name }'],
  store: ['timeZone', 'address { city { name } }'],
  customer: ['lastName', 'email', 'address { address postalCode }'],
};
const masks = 2 ** Object.values(optional).flat().length;

/** Operations over the same subgraphs, no two of which select the same fields. */
export function distinctLists(count: number): OperationBody[] {
  if (count > masks) throw new RangeError(`there are ${masks} distinct operations`);
  // An odd step reaches every number below a power of two once.
  return Array.from({ length: count }, (_, index) => distinctList(index, (index * 1237 + 511) % masks));
}

function distinctList(index: number, mask: number): OperationBody {
  let bit = 0;
  const some = (fields: readonly string[]) => fields.filter(() => (mask >> bit++) & 1).join(' ');
  const rental = some(optional.rental);
  const node = `id ${rental} copy { id status film { id title ${some(optional.film)} } }
    store { id ${some(optional.store)} } customer { id firstName ${some(optional.customer)} }`;
  return body(`RentalList${index}`, list(`RentalList${index}`, node), 5);
}
