import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';

/** What Apollo Server asks of a gateway. */
export type GatewayInterface = ApolloServerOptionsWithGateway<BaseContext>['gateway'];

/** Answers one operation that Apollo Server has parsed and validated. */
export type GatewayExecutor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;

/** The operation, its variables and its context: what of a request it takes to answer it. */
export type GatewayRequest = Pick<
  Parameters<GatewayExecutor>[0],
  'schema' | 'document' | 'queryHash' | 'request' | 'context'
>;

/** Data and errors of one operation. */
export type GatewayResult = Awaited<ReturnType<GatewayExecutor>>;

/** Is told the schema at the start and whenever it changes. */
export type SchemaListener = Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0];
