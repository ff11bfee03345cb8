/** How a request to a GraphQL endpoint ended. */
export interface RequestOutcome {
  /** The HTTP status. */
  readonly status: number;
  /** Undefined where no valid operation was found. */
  readonly operation:
    | {
        /** Null for an anonymous one. */
        readonly name: string | null;
        readonly type: string;
      }
    | undefined;
  /** The hash of the operation's text, whether it was valid or not. */
  readonly operationId: string | undefined;
  /** The codes of the errors of the answer, each once. */
  readonly errorCodes: readonly string[];
  /** From the head of the request to the end of the answer. */
  readonly seconds: number;
}
