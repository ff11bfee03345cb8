/** The files of registered operations, relative to the repository's root. */
export const operationPaths = {
  /** What clients see: operations have to fit it. */
  apiSchema: 'schema/api.graphql',
  /** A folder for each client, with its documents. */
  clients: 'clients',
  /** The manifests of the releases that are in use. */
  releases: 'schema/operations',
  packageJson: (client: string) => `clients/${client}/package.json`,
  manifest: (client: string, release: string) => `schema/operations/${client}/${release}.json`,
} as const;
