import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, type ValidationRule } from 'graphql';
import {
  ApolloServer,
  type ApolloServerOptionsWithGateway,
  type ApolloServerPlugin,
  type BaseContext,
  type PersistedQueryOptions,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import type { Identity } from '@reelhouse/auth';
import { maskError } from '@reelhouse/errors';
import type { Logger } from '@reelhouse/logging';
import { nameArgument } from './argument-name.ts';
import { CompiledSource } from './compiled-source.ts';
import { ErrorLog } from './error-log.ts';
import type { RequestTrace } from './request-observer.ts';
import { ValidDocuments } from './valid-documents.ts';

/** What every resolver gets of its request, whatever else is in the context. */
export interface RequestContext extends BaseContext {
  readonly requestId: string;
  readonly log: Logger;
  /** Aborted when nobody will read the answer: what is still to be read for it may be left. */
  readonly signal?: AbortSignal;
  /** Where the request stands in a trace, and each fetch for it; undefined where nothing is traced. */
  readonly trace?: RequestTrace | undefined;
  /** Who asks, as a verified token says; undefined for somebody who has not signed in. */
  readonly identity?: Identity | undefined;
  /** The network address that the request came from; behind trusted proxies the one that they name. */
  readonly clientAddress?: string | undefined;
  /** The name of the listener that the request came to. */
  readonly listener?: string | undefined;
  /** What the client says that it is: its `user-agent`, 200 characters at most, without control characters. */
  readonly userAgent?: string | undefined;
}

/** What is served, and how openly. */
export interface ApolloServerSettings<Context extends RequestContext> {
  /** A schema that is executed here, or a gateway that executes elsewhere. */
  readonly source: GraphQLSchema | ApolloServerOptionsWithGateway<Context>['gateway'];
  readonly log: Logger;
  /** Whether clients may ask for the schema. Without it, messages do not suggest names of it either. */
  readonly introspection: boolean;
  /** Whether messages suggest no names of the schema, asked for each; by default where clients may not ask for the schema. */
  readonly hideSchemaDetails?: (() => boolean) | undefined;
  /** Whether browsers are shown Apollo Sandbox, which loads from Apollo's servers; false by default. */
  readonly landingPage?: boolean;
  /** Operations by their hash (APQ); off by default. */
  readonly persistedQueries?: PersistedQueryOptions | undefined;
  readonly plugins?: readonly ApolloServerPlugin<Context>[];
  readonly validationRules?: readonly ValidationRule[];
}

/**
 * An Apollo Server that tells a client nothing but catalogued errors, reports to nobody, and leaves signals and HTTP to
 * `serveGraphQL`. An error that is masked is logged once, with the request id that the client got.
 */
export function createApolloServer<Context extends RequestContext>(
  settings: ApolloServerSettings<Context>,
): ApolloServer<Context> {
  const { source, log, introspection, hideSchemaDetails = () => !introspection } = settings;
  const errorLog = new ErrorLog();
  return new ApolloServer<Context>({
    gateway: 'load' in source ? source : new CompiledSource<Context>(source),
    logger: log,
    introspection,
    // Whether they are hidden may change while it runs; Apollo Server would ask once.
    hideSchemaDetailsFromClientErrors: false,
    persistedQueries: settings.persistedQueries ?? false,
    documentStore: new ValidDocuments(),
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    maxRecursiveSelections: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    validationRules: [...(settings.validationRules ?? [])],
    formatError(formatted, error) {
      const told = maskError(withCode(errorLog.withRequestId(formatted, error), error), error);
      return hideSchemaDetails() ? withoutSuggestions(told) : told;
    },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      settings.landingPage
        ? ApolloServerPluginLandingPageLocalDefault({ embed: true, footer: false })
        : ApolloServerPluginLandingPageDisabled(),
      argumentNames,
      errorLog.plugin,
      ...(settings.plugins ?? []),
    ],
  });
}

const argumentNames: ApolloServerPlugin = {
  requestDidStart: async () => ({
    validationDidStart:
      async ({ document }) =>
      async (errors) => {
        for (const error of errors ?? []) if (error instanceof GraphQLError) nameArgument(error, document);
      },
  }),
};

/** Apollo Server refuses a malformed persisted query with status 400, but names no code. */
function withCode(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  if (!(error instanceof GraphQLError) || error.extensions['code'] !== undefined) return formatted;
  const http = error.extensions['http'];
  const isBadRequest = typeof http === 'object' && http !== null && 'status' in http && http.status === 400;
  return isBadRequest ? { ...formatted, extensions: { ...formatted.extensions, code: 'BAD_REQUEST' } } : formatted;
}

/** What graphql-js appends to messages about names that are not in the schema. */
const suggestions = / ?Did you mean .+?\?$/s;

function withoutSuggestions(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const message = formatted.message.replace(suggestions, '');
  return message === formatted.message ? formatted : { ...formatted, message };
}
