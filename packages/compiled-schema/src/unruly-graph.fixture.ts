import { buildSchema, GraphQLError, isObjectType, type GraphQLSchema } from 'graphql';

/** What becomes of the value of a field. */
export type Fate = 'value' | 'null' | 'throws' | 'error' | 'wrong' | 'later' | 'never' | 'later-null';

const sdl = `
  scalar Stamp
  enum Colour { RED GREEN }
  interface Named { name: String nick: String! }
  type Cat implements Named { name: String nick: String! lives: Int! friend: Named colour: Colour kittens: [Cat!] }
  type Dog implements Named { name: String nick: String! weight: Float owner: Person! toys: [String!]! }
  type Person { id: ID! pets: [Pet]! pet(nth: Int = 0, named: String): Pet named: [Named!]! since: Stamp grid: [[Int!]]! best: Person }
  union Pet = Cat | Dog
  type Query { me: Person you: Person! pets: [Pet!] any: Named colour: Colour! }
  type Mutation { first: Person second: Person! third: Int }
`;

/** A graph whose resolvers fail as they are told: by the name of a field, with a fate for each time that it is asked for. */
export function unrulyGraph(fates: readonly Fate[]): { schema: GraphQLSchema; rootValue: object } {
  const schema = buildSchema(sdl);
  let asked = 0;
  const next = () => fates[asked++ % fates.length] ?? 'value';
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      // Some fields are read without a resolver.
      if (['lives', 'name', 'id'].includes(field.name)) continue;
      field.resolve = (source: Record<string, unknown> | undefined, args) =>
        meet(next(), valueOf(field.name, args, source));
    }
  }
  return { schema, rootValue: {} };
}

function meet(fate: Fate, value: unknown): unknown {
  switch (fate) {
    case 'null':
      return null;
    case 'throws':
      throw new GraphQLError('thrown', { extensions: { code: 'BAD_USER_INPUT' } });
    case 'error':
      return new Error('returned');
    case 'wrong':
      return Symbol('wrong');
    case 'later':
      return Promise.resolve(value);
    case 'later-null':
      return Promise.resolve(null);
    case 'never':
      return Promise.reject(new Error('rejected'));
    default:
      return value;
  }
}

const cat = { __typename: 'Cat', name: () => 'Tom', lives: 9 };
const dog = { __typename: 'Dog', name: Promise.resolve('Rex') };
const person = { id: 7 };

function valueOf(field: string, args: Record<string, unknown>, source: Record<string, unknown> | undefined): unknown {
  switch (field) {
    case 'me':
    case 'you':
    case 'owner':
    case 'best':
    case 'first':
    case 'second':
      return { ...person };
    case 'pets':
      // Where no item may be null there is one only: graphql-js forgets promises of the others when one is.
      return source && 'id' in source ? [cat, Promise.resolve(dog), null, dog] : [dog];
    case 'pet':
      return args['nth'] === 1 ? dog : args['named'] === undefined ? cat : { __typename: 'Person' };
    case 'named':
      return new Set([dog]);
    case 'any':
    case 'friend':
      return dog;
    case 'kittens':
      return [cat];
    case 'toys':
      return [Promise.resolve('bone')];
    case 'grid':
      return [[1, 2], null, Promise.resolve([3, 1.5])];
    case 'colour':
      return source && 'lives' in source ? 'BLUE' : 'RED';
    case 'since':
      return new Date(0);
    case 'weight':
      return '12.5';
    case 'third':
      return 2 ** 31;
    default:
      return `${field} of ${String(source?.['__typename'])}`;
  }
}
