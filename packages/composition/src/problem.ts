import { getLocation, type ASTNode } from 'graphql';

/** A place in a file, relative to the repository's root; lines and columns count from 1. */
export interface Location {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
}

/** One thing that is wrong with the schema, worded for the developer who has to put it right. */
export interface Problem {
  readonly message: string;
  readonly location?: Location;
}

/** A problem with what stands at a node of SDL, whose source is named by its path. */
export function problemAt({ loc }: ASTNode, message: string): Problem {
  if (!loc) return { message };
  return { message, location: { path: loc.source.name, ...getLocation(loc.source, loc.start) } };
}

/** The problem on one line, in the `path:line:column: message` form that editors and terminals make a link of. */
export function formatProblem({ message, location }: Problem): string {
  if (location === undefined) return message;
  const place = [location.path, location.line, location.column].filter((part) => part !== undefined).join(':');
  return `${place}: ${message}`;
}
