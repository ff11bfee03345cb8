import type { TestGraph } from './both-gateways.fixture.ts';

const films = [
  {
    __typename: 'Film',
    id: '1',
    title: 'Academy Dinosaur',
    cents: 100,
    minutes: 86,
    kiosk: { store: '1', number: '7' },
  },
  { __typename: 'Film', id: '2', title: 'Ace Goldfinger', cents: 300, minutes: 48, kiosk: { store: '2', number: '9' } },
];
const filmOf = ({ id }: { id: string }) => films.find((film) => film.id === id) ?? null;
const rates: Readonly<Record<string, number>> = { USD: 1, EUR: 2, GBP: 3 };

/** Prices that other subgraphs require in several currencies, and keys that are not all resolvable. */
export const kioskGraph: TestGraph = {
  catalogue: {
    typeDefs: `
      type Query { films: [Film!]! offers: [Offer!]! bundle: Bundle }
      interface Priced { price(currency: String! = "USD"): Int! }
      interface Titled { title: String! }
      type Film implements Priced & Titled @key(fields: "id") @key(fields: "kiosk { number }", resolvable: false) {
        id: ID! title: String! minutes: Int kiosk: Kiosk! @shareable broken: Int
        price(currency: String! = "USD", discount: Int = 0): Int!
        dayPrice: DayPrice!
      }
      type Kiosk @shareable { store: ID! number: ID! }
      type DayPrice { of(day: Int!): Int! }
      type Poster implements Priced { price(currency: String! = "USD"): Int! }
      union Offer = Film | Poster
      type Bundle @key(fields: "id") { id: ID! items: [Priced!]! }`,
    resolvers: {
      Query: {
        films: () => films,
        offers: () => [films[0], { __typename: 'Poster', cents: 5 }],
        bundle: () => ({ id: '1', items: [films[1], { __typename: 'Poster', cents: 5 }] }),
      },
      Film: {
        __resolveReference: filmOf,
        price: ({ cents }: { cents: number }, { currency, discount = 0 }: { currency: string; discount?: number }) =>
          cents * (rates[currency] ?? 0) - discount,
        dayPrice: (film: unknown) => film,
        broken() {
          throw new Error('no such table');
        },
      },
      DayPrice: { of: ({ cents }: { cents: number }, { day }: { day: number }) => cents + day },
      Poster: {
        price: ({ cents }: { cents: number }, { currency }: { currency: string }) => cents * (rates[currency] ?? 0),
      },
      Bundle: { __resolveReference: () => ({ id: '1', items: [films[1], { __typename: 'Poster', cents: 5 }] }) },
    },
  },
  kiosks: {
    typeDefs: `
      type Query { kioskFilms: [Film!]! }
      type Film @key(fields: "kiosk { number }", resolvable: false) @key(fields: "id kiosk { store }") {
        id: ID! title: String! @external kiosk: Kiosk! @shareable sign: String! @requires(fields: "title")
      }
      type Kiosk @shareable { store: ID! number: ID! }`,
    resolvers: {
      Query: { kioskFilms: () => films.map(({ id, kiosk }) => ({ id, kiosk })) },
      Film: {
        __resolveReference: ({ id, kiosk, title }: { id?: string; kiosk: { store?: string }; title?: string }) =>
          id !== undefined && kiosk.store !== undefined ? { id, kiosk, title } : null,
        sign: ({ title, kiosk }: { title: string; kiosk: { store: string } }) => `${title} (store ${kiosk.store})`,
      },
    },
  },
  tariffs: {
    typeDefs: `
      interface Priced { price(currency: String! = "USD"): Int! }
      type Film implements Priced @key(fields: "id") {
        id: ID! minutes: Int @external
        price(currency: String! = "USD", discount: Int = 0): Int! @external
        dayPrice: DayPrice! @external
        dollars(plus: Int = 0): Int! @requires(fields: "price")
        euros(plus: Int = 0): Int! @requires(fields: "price(currency: \\"EUR\\") minutes")
        eurosOff: Int! @requires(fields: "price(discount: 10, currency: \\"EUR\\")")
        weekend: Int! @requires(fields: "dayPrice { of(day: 6) }")
        monday: Int! @requires(fields: "dayPrice { of(day: 1) }")
        shelf: String!
      }
      type DayPrice { of(day: Int!): Int! @external }
      type Poster implements Priced { price(currency: String! = "USD"): Int! @external }
      type Bundle @key(fields: "id") {
        id: ID! items: [Priced!]! @external
        total: Int! @requires(fields: "items { price(currency: \\"EUR\\") }")
        dollars: Int! @requires(fields: "items { price(currency: \\"USD\\") }")
      }`,
    resolvers: {
      Film: {
        dollars: ({ price }: { price: number }, { plus = 0 }: { plus?: number }) => price + plus,
        euros: ({ price }: { price: number; minutes: number }, { plus = 0 }: { plus?: number }) => price + plus,
        eurosOff: ({ price }: { price: number }) => price,
        weekend: ({ dayPrice }: { dayPrice: { of: number } }) => dayPrice.of,
        monday: ({ dayPrice }: { dayPrice: { of: number } }) => dayPrice.of,
        shelf: ({ id }: { id: string }) => `shelf ${id}`,
      },
      Bundle: {
        total: ({ items }: { items: readonly { price: number }[] }) => items.reduce((sum, { price }) => sum + price, 0),
        dollars: ({ items }: { items: readonly { price: number }[] }) =>
          items.reduce((sum, { price }) => sum + price, 0),
      },
    },
  },
};

const common = { __typename: 'Note', text: 'note' };
const fromDesk = { __typename: 'Fee', text: 'fee', cents: 250, reason: { code: 'LATE' } };
const fromWeb = { __typename: 'Click', text: 'click', page: '/films' };

/** A union and an interface of which two subgraphs that share fields know different types. */
export const journalGraph: TestGraph = {
  desk: {
    typeDefs: `
      type Query { desk: Journal both: Journal @shareable }
      type Journal @key(fields: "id") { id: ID! page: Page @shareable }
      type Page @shareable { entries: [Entry!]! lines: [Line!]! }
      union Entry = Note | Fee
      interface Line { text: String }
      type Note implements Line @shareable { text: String }
      type Fee implements Line { text: String cents(plus: Int = 0): Int reason: Reason kind: Kind }
      type Reason { code: Code }
      enum Code { LATE LOST }
      union Kind = Reason`,
    resolvers: {
      Query: {
        desk: () => ({ id: '1', page: { entries: [common, fromDesk], lines: [common, fromDesk] } }),
        both: () => ({ id: '2', page: { entries: [common], lines: [common] } }),
      },
      Fee: {
        cents: ({ cents }: { cents: number }, { plus = 0 }: { plus?: number }) => cents + plus,
        kind: ({ reason }: typeof fromDesk) => ({ __typename: 'Reason', ...reason }),
      },
    },
  },
  web: {
    typeDefs: `
      type Query { web: Journal both: Journal @shareable }
      type Journal @key(fields: "id") { id: ID! page: Page @shareable visits: Int webPage: Page }
      type Page @shareable { entries: [Entry!]! lines: [Line!]! }
      union Entry = Note | Click
      interface Line { text: String }
      type Note implements Line @shareable { text: String }
      type Click implements Line { text: String page: String }`,
    resolvers: {
      Query: {
        web: () => ({ id: '1', page: { entries: [common, fromWeb], lines: [common, fromWeb] } }),
        both: () => ({ id: '2', page: { entries: [common], lines: [common] } }),
      },
      Journal: {
        visits: () => 3,
        webPage: () => ({ entries: [fromWeb], lines: [fromWeb] }),
      },
    },
  },
};

/** An interface whose objects come from a subgraph that knows no type of it. */
export const unresolvableGraph: TestGraph = {
  tills: {
    typeDefs: 'type Query { device: Device here: Int } interface Device @key(fields: "id") { id: ID! }',
    resolvers: { Query: { device: () => ({ id: '1' }), here: () => 1 } },
  },
  network: {
    typeDefs: `type Query { online: Device }
      type Device @key(fields: "id", resolvable: false) @interfaceObject { id: ID! address: String }`,
    resolvers: { Query: { online: () => ({ id: '1', address: '10.0.0.1' }) } },
  },
};

const traced = `extend schema @link(url: "https://reelhouse.example/traced/v1.0", import: ["@traced"])
  @composeDirective(name: "@traced") enum Depth { FULL NONE }`;

/** A directive of operations; one subgraph has no default for its argument. */
export const directiveGraph: TestGraph = {
  one: {
    typeDefs: `${traced} directive @traced(depth: Depth!) on FIELD type Query { one: Int }`,
    resolvers: { Query: { one: () => 1 } },
  },
  two: {
    typeDefs: `${traced} directive @traced(depth: Depth! = FULL) on FIELD type Query { two: Int }`,
    resolvers: { Query: { two: () => 2 } },
  },
};

const branch = { __typename: 'Branch', id: '1', staff: { id: 'mike' } };
const depot = { __typename: 'Depot', id: '2', staff: { id: 'jon' } };
const keeper = (what: string) => ({
  __resolveReference: ({ id }: { id: string }) => {
    if (what !== 'phone' && id === 'mike') throw new Error(`mike has no ${what}`);
    return { id, [what]: `${what} of ${id}` };
  },
});

/** One entity below several types, and subgraphs that do not know all of them. */
export const staffGraph: TestGraph = {
  places: {
    typeDefs: `
      type Query { places: [Place!]! place: Place! }
      union Place = Branch | Depot
      type Branch { id: ID! staff: Staff! }
      type Depot { id: ID! staff: Staff! }
      type Staff @key(fields: "id") { id: ID! }`,
    resolvers: { Query: { places: () => [branch, depot], place: () => branch } },
  },
  phones: {
    typeDefs: 'type Staff @key(fields: "id") { id: ID! phone: String! }',
    resolvers: { Staff: keeper('phone') },
  },
  keys: {
    typeDefs: 'type Staff @key(fields: "id") { id: ID! key: String }',
    resolvers: { Staff: keeper('key') },
  },
};
