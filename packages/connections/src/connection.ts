/** One entry of a page. */
export interface Edge<Node> {
  /** Where the entry stands in the list: see `encodeCursor`. */
  readonly cursor: string;
  readonly node: Node;
}

/** What Relay calls `PageInfo`. */
export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/**
 * A list that has not been read yet: what a resolver of a connection field returns. A part of it is read when it is
 * selected, and at most once, so that `totalCount` costs nothing unless it is asked for and neither does the page.
 */
export interface Connection<Node> {
  edges(): Promise<readonly Edge<Node>[]>;
  pageInfo(): Promise<PageInfo>;
  totalCount(): Promise<number>;
}
