import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { withStatedPermissions } from '@reelhouse/authorization';
import { concatAST, type DocumentNode } from 'graphql';
import { gql } from 'graphql-tag';

/** The types that several subgraphs use stand in one file, which composition adds to each of them in the same way. */
const sharedTypes = join(
  dirname(createRequire(import.meta.url).resolve('@reelhouse/subgraph/package.json')),
  '../../schema/shared.graphql',
);

/**
 * The SDL of a subgraph, with the types that it shares with the others. Who may see a field is stated at each that does not
 * say so itself.
 *
 * @param packageName the subgraph's package, which exports its `schema.graphql`.
 */
export function readTypeDefs(packageName: string): readonly DocumentNode[] {
  const own = createRequire(import.meta.url).resolve(`${packageName}/schema.graphql`);
  const documents = [own, sharedTypes].map((path) => gql(readFileSync(path, 'utf8')));
  return [withStatedPermissions(concatAST(documents))];
}
