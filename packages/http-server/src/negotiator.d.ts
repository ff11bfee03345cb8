/** The package has no types of its own; this is the part of it that is used. */
declare module 'negotiator' {
  class Negotiator {
    constructor(request: { readonly headers: Readonly<Record<string, string>> });
    /** The encoding that the client wants most; among equals the one that comes first in `preferred`. */
    encoding(available: readonly string[], options: { readonly preferred: readonly string[] }): string | undefined;
    /** What of `available` the client takes, best first; without it the types and ranges that it names. */
    mediaTypes(available?: readonly string[]): readonly string[];
  }
  export = Negotiator;
}
