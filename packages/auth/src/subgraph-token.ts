/** The `typ` of the tokens between processes of the chain: none of them is an access token, and none of those is one. */
export const subgraphTokenType = 'reelhouse-internal+jwt';

/** How long such a token lives, in seconds: a request and the way to the subgraph, and clocks that differ. */
export const subgraphTokenSeconds = 60;

/** The `aud` of the tokens for a subgraph: it cannot use what it got to ask another one. */
export function audienceOf(subgraph: string): string {
  return `subgraph:${subgraph}`;
}
