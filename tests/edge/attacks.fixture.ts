/** A text that is made to cost more than it may, and how it is refused. */
export interface Attack {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly status: 400 | 403;
  readonly code: string;
}

const times = (count: number, each: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => each(index)).join(' ');

/** The films of the actors of the films …: the graph has circles, so this goes as deep as one likes. */
function circles(count: number, page: string): string {
  if (count === 0) return '{ title }';
  return `{ actors${page} { edges { node { films${page} { edges { node ${circles(count - 1, page)} } } } } } }`;
}

/** Fragments of which each spreads the next twice: the last one stands there `2 ** depth` times. */
function bomb(depth: number, inmost: string): string {
  const fragments = times(depth, (index) => `fragment F${index} on Film { ...F${index + 1} ...F${index + 1} }`);
  return `{ film(id: "1") { ...F0 } } ${fragments} fragment F${depth} on Film { ${inmost} }`;
}

const film = (selections: string): string => `{ film(id: "1") { ${selections} } }`;
const tooLong = { status: 400, code: 'MAX_TOKENS_LIMIT' } as const;
const tooDeep = { status: 400, code: 'MAX_DEPTH_LIMIT' } as const;
const manyAliases = { status: 400, code: 'MAX_ALIASES_LIMIT' } as const;
const manyDirectives = { status: 400, code: 'MAX_DIRECTIVES_LIMIT' } as const;
const manyAtRoot = { status: 400, code: 'MAX_ROOT_FIELDS_LIMIT' } as const;
const manyFields = { status: 400, code: 'MAX_FIELDS_LIMIT' } as const;
const expensive = { status: 400, code: 'COST_ESTIMATED_TOO_EXPENSIVE' } as const;
const invalid = { status: 400, code: 'GRAPHQL_VALIDATION_FAILED' } as const;
const hidden = { status: 403, code: 'INTROSPECTION_DISABLED' } as const;

/** Each is what somebody sends who has read the schema and wishes the house ill. */
export const attacks: readonly Attack[] = [
  { name: '10 000 aliases', query: film(times(10_000, (index) => `a${index}: title`)), ...tooLong },
  { name: '100 aliases', query: film(times(100, (index) => `a${index}: title`)), ...manyAliases },
  {
    name: '100 aliases at the root',
    query: `{ ${times(100, (index) => `a${index}: film(id: "${index}") { title }`)} }`,
    ...manyAliases,
  },
  {
    name: '100 mutations at a time',
    query: `mutation { ${times(30, (index) => `a${index}: signInCustomer(input: { email: "a", password: "${index}" }) { accessToken }`)} }`,
    ...manyAtRoot,
  },
  { name: 'circles, 10 times around', query: `{ film(id: "1") ${circles(10, '(first: 1)')} }`, ...tooDeep },
  { name: 'circles, 100 times around', query: `{ film(id: "1") ${circles(100, '')} }`, ...tooDeep },
  {
    name: 'brackets 1000 deep',
    query: `{ films(filter: ${'['.repeat(1000)}${']'.repeat(1000)}) { totalCount } }`,
    ...tooDeep,
  },
  { name: 'objects 1000 deep', query: film(`${'... { '.repeat(1000)} title ${'} '.repeat(1000)}`), ...tooDeep },
  {
    name: 'a circle of fragments',
    query: `${film('...A')} fragment A on Film { title ...B } fragment B on Film { ...A }`,
    ...invalid,
  },
  {
    name: 'a fragment that spreads itself',
    query: `${film('...A')} fragment A on Film { title ...A ...A }`,
    ...invalid,
  },
  {
    name: 'a circle of fragments that nothing uses',
    query: `${film('title')} fragment A on Film { ...B } fragment B on Film { ...A }`,
    ...invalid,
  },
  { name: 'a bomb of fragments', query: bomb(30, 'title'), ...manyFields },
  { name: 'a bomb of fragments with aliases', query: bomb(12, 'a: title'), ...manyAliases },
  { name: 'a bomb of fragments with directives', query: bomb(8, 'title @include(if: true)'), ...manyDirectives },
  {
    name: 'a bomb of fragments at the root',
    query: `{ ...F0 } ${times(20, (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`)} fragment F20 on Query { __typename }`,
    ...manyAtRoot,
  },
  {
    name: 'pages in pages',
    query: `{ films(first: 100) { edges { node { actors(first: 100) { edges { node { films(first: 100) { edges { node { title } } } } } } } } } }`,
    ...expensive,
  },
  {
    name: 'pages in pages whose size nobody says',
    query: `{ films { edges { node ${circles(2, '')} } } }`,
    ...expensive,
  },
  {
    name: 'pages as large as a variable',
    query:
      'query ($n: Int) { films(first: $n) { edges { node { actors(first: $n) { edges { node { lastName } } } } } } }',
    variables: { n: 2_000_000_000 },
    ...expensive,
  },
  {
    name: 'a page as large as a default says',
    query: 'query ($n: Int = 2000000) { films(first: $n) { edges { node { title } } } }',
    ...expensive,
  },
  {
    name: 'all that can be counted',
    query: `{ films(first: 100) { edges { node { ${times(40, (index) => `a${index}: actors { totalCount }`)} } } } }`,
    ...expensive,
  },
  { name: '10 000 directives', query: film(`title ${'@include(if: true) '.repeat(10_000)}`), ...tooLong },
  { name: '200 directives', query: film(`title ${'@include(if: true) '.repeat(200)}`), ...manyDirectives },
  {
    name: '200 directives that there are not',
    query: film(`title ${times(200, (index) => `@x${index}`)}`),
    ...manyDirectives,
  },
  { name: 'one field 10 000 times', query: film('title '.repeat(10_000)), ...tooLong },
  { name: 'one field 900 times', query: film('title '.repeat(900)), ...manyAliases },
  {
    name: 'one field with all below it, 100 times',
    query: film('actors { edges { node { lastName } } } '.repeat(100)),
    ...manyAliases,
  },
  {
    name: 'more fields than a screen has',
    query: `{ ${times(15, (root) => `f${root}: film(id: "1") { ${times(70, (index) => `x${root}y${index}`)} }`)} }`,
    ...manyFields,
  },
  { name: '2000 operations', query: times(2000, (index) => `query Q${index} { film(id: "1") { id } }`), ...tooLong },
  { name: 'a name of 10 000 characters', query: film('a'.repeat(10_000)), ...tooLong },
  { name: '10 000 lines', query: film(`title${'\n'.repeat(10_000)}`), ...tooLong },
  { name: '10 000 comments', query: film(`title ${'#\n'.repeat(10_000)}`), ...tooLong },
  { name: '200 kB of nothing', query: film(`title ${','.repeat(200_000)}`), ...tooLong },
  { name: 'the schema', query: '{ __schema { types { name fields { name } } } }', ...hidden },
  { name: 'a type', query: '{ __type(name: "Customer") { fields { name } } }', ...hidden },
  {
    name: 'the schema, beside a film',
    query: '{ film(id: "1") { title } __schema { queryType { name } } }',
    ...hidden,
  },
  {
    name: 'the schema, by a fragment',
    query: 'query Q { ...A } fragment A on Query { s: __schema { types { name } } }',
    ...hidden,
  },
];
