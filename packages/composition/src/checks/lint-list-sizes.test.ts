import { concatAST, parse, Source } from 'graphql';
import { expect, test } from 'vitest';
import { formatProblem } from '../problem.ts';
import { findUnsizedLists } from './lint-list-sizes.ts';

const film = 'type Film { id: ID! }';

function problemsOf(sdl: string, shared = 'type UserError { path: [String!]! }'): string[] {
  const documents = [parse(new Source(sdl, 'own')), parse(new Source(shared, 'schema/shared.graphql'))];
  return findUnsizedLists(concatAST(documents)).map(formatProblem);
}

/** A connection that is read as a page. */
function connection(size: string, sizeOfOther = size): string {
  return `type Query { films(first: Int, last: Int): Films ${size} other(first: Int!): Films! ${sizeOfOther} }
    type Films { edges: [Film!]! count: Int! } ${film}`;
}

const paged =
  '@listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["edges"], requireOneSlicingArgument: false)';
const sliced = '@listSize(slicingArguments: ["first"], sizedFields: ["edges"])';

test.each<[string, string, string[]]>([
  ['a list with a size', `type Query { a: [Film!]! @listSize(assumedSize: 0) } ${film}`, []],
  ['lists of scalars and enums', 'type Query { a: [Int!] b: [[E]] c: [S!]! } enum E { A } scalar S', []],
  ['the lists of connections that are sized by what leads to them', connection(paged, sliced), []],
  ['a single argument, of which the directive makes a list', connection(paged, sliced.replaceAll(/[[\]]/g, '')), []],
  [
    'lists without a size, of objects, interfaces and unions, wherever they stand',
    `type Query { a: [Film] } interface I { b: [I!]! } extend type Film { c: [[U]] } ${film} union U = Film`,
    [
      'own:1:14: nothing says how long Query.a is: state @listSize(assumedSize: …)',
      'own:1:40: nothing says how long I.b is: state @listSize(assumedSize: …), or sizedFields: ["b"] at I.b',
      'own:1:70: nothing says how long Film.c is: state @listSize(assumedSize: …), or sizedFields: ["c"] at Query.a',
    ],
  ],
  [
    'a connection that one of two fields gives no size',
    connection(paged, '@listSize(slicingArguments: ["first"], sizedFields: ["others"])'),
    [
      'own:2:18: nothing says how long Films.edges is: state @listSize(assumedSize: …), or sizedFields: ["edges"] at Query.other',
    ],
  ],
  [
    'an argument that cuts pages and is forgotten',
    connection(paged.replace('["first", "last"]', '["first"]'), sliced),
    ['own:1:14: Query.films takes `last`: its @listSize has to name it in slicingArguments'],
  ],
  [
    'arguments that may all be absent, where one would be required',
    connection(paged.replace(', requireOneSlicingArgument: false', ''), sliced),
    ['own:1:14: no argument of Query.films has to be given: state requireOneSlicingArgument: false'],
  ],
  [
    'no size without arguments',
    `${connection(paged.replace('assumedSize: 20, ', ''), sliced)} extend type Film { a: [Film] @listSize b: [Film] @listSize(assumedSize: null) }`,
    [
      'own:1:14: @listSize does not say how long Query.films is without arguments: state an assumedSize',
      'own:2:89: @listSize does not say how long Film.a is without arguments: state an assumedSize',
      'own:2:109: @listSize does not say how long Film.b is without arguments: state an assumedSize',
    ],
  ],
])('%s', (_, sdl, expected) => {
  expect(problemsOf(sdl)).toEqual(expected);
});

test('what is wrong with types that subgraphs share is told of their file', () => {
  expect(problemsOf(film, 'type Page { films: [Film] }')).toEqual([
    'schema/shared.graphql:1:13: nothing says how long Page.films is: state @listSize(assumedSize: …)',
  ]);
});
