import { operationFromDocument, printSchema, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type FetchNode, type QueryPlan } from '@apollo/query-planner';
import { OperationTypeNode, parse, type DocumentNode } from 'graphql';
import { AbsentTypes } from './absent-types.ts';
import { answeredByEvents } from './event-graphs.ts';
import type { EventSource } from './event-source.ts';
import { completeAbstractTypes } from './complete-abstract-types.ts';
import { DirectiveDefaults } from './executable-directives.ts';
import { IsolatedAliases } from './isolated-aliases.ts';
import { isolateVariables } from './isolated-variables.ts';
import { joinFetches } from './join-fetches.ts';
import { liveDirectives } from './live-directives.ts';
import { mapFetches } from './map-fetches.ts';
import { readEventSources } from './read-event-sources.ts';
import { separateRequiredArguments, type SeparatedSupergraph } from './required-arguments.ts';
import { resolvableKeysFirst } from './resolvable-keys.ts';
import { restoreRequiredFields } from './restore-required-fields.ts';
import { checkUnconditionalRoot } from './unconditional-root.ts';
import { ViewerFields } from './viewer-fields.ts';

/** Plans operations with Apollo's planner, over a supergraph and with names that keep it from what it does wrong. */
export class OperationPlanner {
  /** What fields are called in the plans. */
  readonly aliases: IsolatedAliases;
  /** What events answer, under the name by which plans ask for it as for a subgraph. */
  readonly events: ReadonlyMap<string, EventSource>;
  readonly viewerFields: ViewerFields;
  readonly #defaults: DirectiveDefaults;
  readonly #absent: AbsentTypes;
  readonly #separated: SeparatedSupergraph;
  readonly #supergraph: Supergraph;
  readonly #planner: QueryPlanner;
  /** Any of those that are one. */
  readonly #anySubgraph: string;

  constructor(supergraph: Supergraph) {
    const document = parse(printSchema(supergraph.schema), { noLocation: true });
    this.#anySubgraph = [...supergraph.subgraphsMetadata()][0]?.name ?? '';
    const live = liveDirectives(supergraph);
    const { sources } = readEventSources(document, live);
    this.events = new Map(sources.map((source) => [source.name, source]));
    this.viewerFields = new ViewerFields(document, live);
    const completed = completeAbstractTypes(resolvableKeysFirst(answeredByEvents(document, sources)));
    this.#separated = separateRequiredArguments(completed.document);
    const planned = this.#separated.document;
    this.#absent = new AbsentTypes(completed, planned);
    this.#supergraph =
      planned === document
        ? supergraph
        : Supergraph.build(planned, { supportedFeatures: null, validateSupergraph: false });
    this.#defaults = new DirectiveDefaults(planned);
    this.aliases = new IsolatedAliases(planned);
    this.#planner = new QueryPlanner(this.#supergraph, {
      exposeDocumentNodeInFetchNode: true,
      generateQueryFragments: false,
      // Else an entity is asked for what the client wants of it only below another type.
      typeConditionedFetching: true,
    });
  }

  /**
   * @param document valid against the API schema.
   * @throws {GraphQLError} if it is a subscription whose field is there under a condition.
   */
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan {
    checkUnconditionalRoot(document, operationName);
    const options = { validate: false, ...(operationName !== undefined && { operationName }) };
    const apiSchema = this.#supergraph.apiSchema();
    const isolated = isolateVariables(this.aliases.isolate(this.#defaults.write(document)));
    const operation = operationFromDocument(apiSchema, isolated, options);
    return mapFetches(joinFetches(this.#planner.buildQueryPlan(operation)), (node) =>
      restoreRequiredFields(this.#absent.withoutThem(this.#fromSubgraph(node)), this.#separated),
    );
  }

  /** Every subgraph has a `Query` for the planner, whose `__typename` it takes from any of them: events have none. */
  #fromSubgraph(node: FetchNode): FetchNode {
    const isQuery = node.operationKind === OperationTypeNode.QUERY;
    return isQuery && this.events.has(node.serviceName) ? { ...node, serviceName: this.#anySubgraph } : node;
  }
}
