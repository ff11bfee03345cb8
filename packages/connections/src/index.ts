export type { Connection, Edge, PageInfo } from './connection.ts';
export { connectionResolvers } from './connection-resolvers.ts';
export { decodeCursor, encodeCursor } from './cursor.ts';
export { notACursor, orderName, pageRequest } from './page-request.ts';
export type { PageArguments, PageRequest, SortOrder } from './page-request.ts';
