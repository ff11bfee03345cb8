/** An operation as a release of a client has registered it. */
export interface RegisteredOperation {
  /** The SHA-256 of the body, hexadecimal. */
  readonly id: string;
  readonly name: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  /** The text that is executed, with its fragments. */
  readonly body: string;
}

/** The operations of a release, in the format of Apollo's generator. */
export interface OperationManifest {
  readonly format: 'apollo-persisted-query-manifest';
  readonly version: 1;
  readonly operations: readonly RegisteredOperation[];
}

/** A release that is in use: its manifest is `<folder>/<client>/<release>.json`. */
export interface ClientRelease {
  readonly client: string;
  readonly release: string;
  readonly manifest: OperationManifest;
}
