/** SDL and the file it stands in. */
export interface SdlFile {
  /** Relative to the repository's root, with forward slashes; it names the file in problems. */
  readonly path: string;
  readonly text: string;
}

/** What composition has to know of a subgraph. */
export interface SubgraphSdl {
  readonly name: string;
  /** Where the subgraph is reached unless the gateway is told otherwise; it is written into the supergraph. */
  readonly url: string;
  /** Together the subgraph's schema: its own file, then the types that it has in common with others. */
  readonly files: readonly SdlFile[];
}
