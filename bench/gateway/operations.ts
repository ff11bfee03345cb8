/** An operation as a client posts it: the body of a request. */
export type OperationBody = string;

const rentalsInAll = 16_000;
const pageSize = 20;

/** The page that a desk shows: 20 rentals with their copies, films, stores and customers. Four fetches in three steps. */
const listFields = `id rentalDate returnDate amount
  inventoryItem { id film { id title rating language { name } } store { id name address { city country } } }
  customer { id firstName lastName email address { street city postalCode country } }`;

/**
 * The list operation for different pages. Clients do not all ask for the same at once: a gateway that shares identical
 * fetches in flight would be measured as if they did.
 */
export function listOperation(pages: number): OperationBody[] {
  return Array.from({ length: pages }, (_, page) => operation('RentalList', listFields, page));
}

/** Fields by which operations are told apart; one bit of a number each. */
const optional = {
  rental: ['rentalDate', 'returnDate', 'amount'],
  film: ['rating', 'releaseYear', 'lengthMinutes', 'rentalRate', 'language { name }'],
  store: ['address { city }'],
  customer: ['lastName', 'email', 'address { street city }'],
};
const masks = 2 ** Object.values(optional).flat().length;

/** Operations over the same four subgraphs, no two of which select the same fields. */
export function distinctOperations(count: number): OperationBody[] {
  if (count > masks) throw new RangeError(`there are ${masks} distinct operations`);
  // An odd step reaches every number below a power of two once.
  return Array.from({ length: count }, (_, index) => distinctOperation(index, (index * 1237 + 511) % masks));
}

function distinctOperation(index: number, mask: number): OperationBody {
  let bit = 0;
  const some = (fields: readonly string[]) => fields.filter(() => (mask >> bit++) & 1).join(' ');
  const rental = some(optional.rental);
  const film = `film { id title ${some(optional.film)} }`;
  const store = `store { id name ${some(optional.store)} }`;
  const customer = `customer { id firstName ${some(optional.customer)} }`;
  return operation(`RentalList${index}`, `id ${rental} inventoryItem { id ${film} ${store} } ${customer}`, index);
}

function operation(operationName: string, fields: string, page: number): OperationBody {
  const query = `query ${operationName}($first: Int!, $offset: Int!) { rentals(first: $first, offset: $offset) { ${fields} } }`;
  const variables = { first: pageSize, offset: (page * pageSize) % rentalsInAll };
  return JSON.stringify({ query, operationName, variables });
}
