export { nameArgument } from './argument-name.ts';
export { createApolloServer } from './apollo-server.ts';
export type { ApolloServerSettings, RequestContext } from './apollo-server.ts';
export type { CorsOptions } from './cors.ts';
export type { GuardOperation } from './compiled-source.ts';
export { explorerRoutes } from './explorer.ts';
export type { ClientPatience, HttpLimits } from './http-limits.ts';
export type { OperationCounts } from './in-flight.ts';
export type { AdditionalListener } from './options.ts';
export type { Admission, AnswerCaching, AskedOperation, HotOperation, OperationGate } from './operation-gate.ts';
export { networkOf } from './network-of.ts';
export { isAbsent, isObject } from './request-parameters.ts';
export { Refusal } from './refusal.ts';
export { requestIdOf } from './request-id.ts';
export type { RequestObservation, RequestObserver, RequestOutcome, RequestTrace } from './request-observer.ts';
export { serveGraphQL } from './serve-graphql.ts';
export { serveSchema } from './serve-schema.ts';
export type { SchemaHttpOptions } from './serve-schema.ts';
export type {
  GraphQLHttpOptions,
  GraphQLHttpServer,
  IncomingRequest,
  ReadinessReport,
  Route,
  RouteAnswer,
} from './options.ts';
export { answerWithStream, takesStream, takeStream } from './result-stream.ts';
export type { ResultStream } from './result-stream.ts';
export type { StreamCounts, StreamOptions, StreamTransport } from './streams/stream-options.ts';
