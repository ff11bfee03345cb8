/** The files of the graph's contract, relative to the repository's root. */
export const schemaPaths = {
  /** Composed: what the gateway plans by. */
  supergraph: 'schema/supergraph.graphql',
  /** Composed: what clients see. */
  api: 'schema/api.graphql',
  /** Composed: who may see what. */
  permissions: 'docs/permissions.md',
  /** What clients were promised: the API schema as of the last release. */
  baseline: 'schema/baseline.graphql',
  /** The breaking changes since the last release that are meant. */
  approvedChanges: 'schema/approved-changes.json',
  /** The operations that releases of clients rely on: `<client>/<release>.json`. */
  operations: 'schema/operations',
} as const;
