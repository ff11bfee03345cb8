export { connect } from './connect.ts';
export type { ConnectOptions, Fragment, FragmentTag, Sql } from './connect.ts';
export { parseId } from './id.ts';
export type { KeysetDefinition, SortKey } from './keyset-definition.ts';
export { createKeysetList } from './keyset-list.ts';
export type { KeysetList } from './keyset-list.ts';
export { KeysetStatements } from './keyset-statements.ts';
export { groupLoader, rowLoader } from './loaders.ts';
export type { GroupLoader, RowLoader } from './loaders.ts';
