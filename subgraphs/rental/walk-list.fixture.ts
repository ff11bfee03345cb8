import type { AskedSubgraph } from '@reelhouse/test-database';

interface Page {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * Reads all pages of a root list, a hundred entries each, and gives the ids in the order of the list.
 *
 * @param restriction the `filter` and `sort` arguments.
 * @param backwards whether to read from the end.
 * @throws if a page denies the one that it was reached from.
 */
export async function walkList(
  ask: AskedSubgraph['ask'],
  list: string,
  restriction: string,
  backwards: boolean,
): Promise<string[]> {
  const found: string[] = [];
  let position = backwards ? 'last: 100' : 'first: 100';
  for (let came = false; ; came = true) {
    const answer = await ask(`{ ${list}(${position}, ${restriction}) {
      edges { node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    } }`);
    const { edges, pageInfo } = answer[list] as Page;
    const ids = edges.map(({ node }) => node.id);
    if (backwards) found.unshift(...ids);
    else found.push(...ids);
    if ((backwards ? pageInfo.hasNextPage : pageInfo.hasPreviousPage) !== came)
      throw new Error('the way back is denied');
    if (!(backwards ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return found;
    position = backwards
      ? `last: 100, before: "${pageInfo.startCursor}"`
      : `first: 100, after: "${pageInfo.endCursor}"`;
  }
}
