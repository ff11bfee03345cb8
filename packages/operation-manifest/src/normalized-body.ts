import { Lexer, Source, TokenKind, type Token } from 'graphql';

/**
 * What two texts of operations have in common that differ only in what GraphQL ignores (white space, line ends, commas,
 * comments, a byte order mark) and in the order of their definitions: the rule by which Apollo Router takes a text for a
 * registered one.
 *
 * Text within quotation marks is taken as it stands, with its escapes. Of a block string the indentation and the line ends are
 * taken as GraphQL reads them, since whoever prints an operation indents it anew.
 *
 * The work grows with the length of the text only, however it is nested: it may be anybody's.
 *
 * @throws {GraphQLError} if the text is not made of the tokens of GraphQL.
 */
export function normalizedBody(text: string): string {
  const lexer = new Lexer(new Source(text));
  const definitions: string[] = [];
  let tokens: string[] = [];
  let depth = 0;
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    tokens.push(written(token, text));
    if (opening.has(token.kind)) depth += 1;
    else if (closing.has(token.kind)) depth -= 1;
    // Operations and fragments end with their selections: at the only brace that closes outside of any other bracket.
    if (token.kind === TokenKind.BRACE_R && depth === 0) {
      definitions.push(tokens.join(' '));
      tokens = [];
    }
  }
  if (tokens.length > 0) definitions.push(tokens.join(' '));
  return definitions.sort().join('\n');
}

const opening = new Set<TokenKind>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing = new Set<TokenKind>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** A block string becomes what no other token is: a name and a string always have a space between them. */
function written({ kind, start, end, value }: Token, text: string): string {
  return kind === TokenKind.BLOCK_STRING ? `block${JSON.stringify(value)}` : text.slice(start, end);
}
