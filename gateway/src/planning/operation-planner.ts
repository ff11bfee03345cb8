import { operationFromDocument, printSchema, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import { parse, type DocumentNode } from 'graphql';
import { AbsentTypes } from './absent-types.ts';
import { completeAbstractTypes } from './complete-abstract-types.ts';
import { DirectiveDefaults } from './executable-directives.ts';
import { IsolatedAliases } from './isolated-aliases.ts';
import { isolateVariables } from './isolated-variables.ts';
import { joinFetches } from './join-fetches.ts';
import { mapFetches } from './map-fetches.ts';
import { separateRequiredArguments, type SeparatedSupergraph } from './required-arguments.ts';
import { resolvableKeysFirst } from './resolvable-keys.ts';
import { restoreRequiredFields } from './restore-required-fields.ts';

/** Plans operations with Apollo's planner, over a supergraph and with names that keep it from what it does wrong. */
export class OperationPlanner {
  /** What fields are called in the plans. */
  readonly aliases: IsolatedAliases;
  readonly #defaults: DirectiveDefaults;
  readonly #absent: AbsentTypes;
  readonly #separated: SeparatedSupergraph;
  readonly #supergraph: Supergraph;
  readonly #planner: QueryPlanner;

  constructor(supergraph: Supergraph) {
    const document = parse(printSchema(supergraph.schema), { noLocation: true });
    const completed = completeAbstractTypes(resolvableKeysFirst(document));
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

  /** @param document valid against the API schema. */
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan {
    const options = { validate: false, ...(operationName !== undefined && { operationName }) };
    const apiSchema = this.#supergraph.apiSchema();
    const isolated = isolateVariables(this.aliases.isolate(this.#defaults.write(document)));
    const operation = operationFromDocument(apiSchema, isolated, options);
    return mapFetches(joinFetches(this.#planner.buildQueryPlan(operation)), (node) =>
      restoreRequiredFields(this.#absent.withoutThem(node), this.#separated),
    );
  }
}
