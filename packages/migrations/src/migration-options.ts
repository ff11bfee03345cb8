/** Something that a run of migrations reports while it works. */
export type MigrationEvent =
  /** Another process is migrating on this server; this one goes on when that one is done. */
  | { readonly kind: 'waiting' }
  /** The server is newer than the versions that are tested. */
  | { readonly kind: 'untested server'; readonly version: string }
  /** A file is about to run. Nothing has taken effect before the whole run has returned. */
  | { readonly kind: 'applying' | 'undoing'; readonly file: string };

/** What every operation on migrations needs to know. */
export interface MigrationOptions {
  /** The database, with a role that may create roles, schemas and extensions. It will own all tables. */
  readonly url: string;
  /** The folder that holds a folder of SQL files for each subgraph. */
  readonly directory: string;
  /**
   * What the names of the subgraphs' roles begin with; the database's name by default, because roles belong to the
   * whole server. A database cloned from a template keeps the grants of the template's roles: give the template's prefix.
   */
  readonly rolePrefix?: string;
  /** The secret that the passwords of the subgraphs' roles are derived from. */
  readonly roleSecret: string;
  /** The subgraphs to look at; all that have a folder by default. */
  readonly subgraphs?: readonly string[];
  /** The extensions that must be there, in the schema `extensions`; pg_trgm, unaccent and btree_gist by default. */
  readonly extensions?: readonly string[];
  /** Is told what is going on. */
  readonly log?: (event: MigrationEvent) => void;
}

/** One migration of one subgraph. */
export interface Migration {
  readonly subgraph: string;
  /** Its number in its subgraph, from 1 without gaps. */
  readonly version: number;
  /** The description in its file's name. */
  readonly name: string;
}
