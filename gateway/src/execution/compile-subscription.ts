import type { FetchNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from '@reelhouse/http-server';
import type { PlannedOperation } from '../plan-executor.ts';
import type { EventSource } from '../planning/event-source.ts';
import { documentOf } from '../planning/fetch-document.ts';
import { variablesOf } from '../planning/isolated-variables.ts';
import { fetchesOf } from '../planning/map-fetches.ts';
import { eventAudience } from '../subscriptions/event-audience.ts';
import type {
  EventSubscription,
  ExecutableSubscription,
  SubgraphSubscription,
} from '../subscriptions/executable-subscription.ts';
import { compileAnswer, type Answer } from './compile-answer.ts';
import type { FetchEnvironment } from './compile-fetch.ts';
import { compilePlan } from './compile-plan.ts';
import { compileRewrites } from './data-rewrites.ts';
import { isDataObject, type DataObject } from './data.ts';
import { compileEventData } from './event-data.ts';
import { FetchErrors } from './fetch-errors.ts';
import { copyData, mergeData } from './merge-data.ts';
import { UnsupportedPlan } from './unsupported-plan.ts';
import { compileWantedEvents, sinceVariables } from './wanted-events.ts';

/**
 * Compiles a subscription: what it begins with comes from events or a subgraph, and the rest of the plan completes it.
 *
 * @throws {UnsupportedPlan} for what is not known here, or a subgraph that cannot be subscribed to.
 */
export function compileSubscription<Context extends RequestContext>(
  plan: QueryPlan,
  { primary, rest }: SubscriptionNode,
  planned: PlannedOperation,
  apiSchema: GraphQLSchema,
  environment: FetchEnvironment<Context>,
): ExecutableSubscription {
  const answer = compileAnswer(apiSchema, planned, rest && compilePlan(rest, environment));
  const dependsOnViewer = isForOneViewer(plan, planned);
  const source = planned.events.get(primary.serviceName);
  return source
    ? byEvents(primary, source, planned, apiSchema, environment, { answer, dependsOnViewer })
    : bySubgraph(primary, planned, environment, { answer, dependsOnViewer });
}

/** What both kinds of subscriptions have in common. */
interface Completion<Context> {
  readonly answer: Answer<Context>;
  readonly dependsOnViewer: boolean;
}

/** What is fetched to join counts too: a field may be made of one that depends on who asks. */
function isForOneViewer(plan: QueryPlan, { document, viewerFields }: PlannedOperation): boolean {
  return viewerFields.areIn(document) || fetchesOf(plan).some((node) => viewerFields.areIn(documentOf(node)));
}

function byEvents<Context extends RequestContext>(
  primary: FetchNode,
  source: EventSource,
  { document, operation }: PlannedOperation,
  apiSchema: GraphQLSchema,
  { schema }: FetchEnvironment<Context>,
  { answer, dependsOnViewer }: Completion<Context>,
): EventSubscription {
  const dataOf = compileEventData(primary, source, schema);
  const named = variablesOf(operation);
  return {
    kind: 'events',
    subjects: [...source.payloads.keys()],
    dependsOnViewer,
    sinceVariables: sinceVariables(document, operation),
    audienceOf: (identity) => eventAudience(source.scopes, identity),
    wanted: compileWantedEvents(apiSchema, document, operation),
    execute: (event, { raw, coerced, context }) =>
      answer(dataOf(event, named(coerced)), { raw, coerced }, context as Context, []),
  };
}

function bySubgraph<Context extends RequestContext>(
  primary: FetchNode,
  { operation }: PlannedOperation,
  { schema, transports }: FetchEnvironment<Context>,
  { answer, dependsOnViewer }: Completion<Context>,
): SubgraphSubscription {
  const { serviceName, operationName, variableUsages = [] } = primary;
  const subscribe = transports.get(serviceName)?.subscribe?.({
    document: documentOf(primary),
    query: primary.operation,
    operationName,
  });
  if (!subscribe) throw new UnsupportedPlan(`a subscription of ${JSON.stringify(serviceName)}, which takes none`);
  const named = variablesOf(operation);
  const rewrites = compileRewrites(schema, primary.outputRewrites);
  const errors = new FetchErrors(primary);
  return {
    kind: 'subgraph',
    subgraph: serviceName,
    dependsOnViewer,
    open({ raw, context }, signal) {
      const sent = named(raw);
      const used = variableUsages.filter((name) => Object.hasOwn(sent, name));
      const variables = Object.fromEntries(used.map((name) => [name, sent[name]]));
      return subscribe(variables, context as Context, signal);
    },
    execute(response, { raw, coerced, context }) {
      const root = Object.create(null) as DataObject;
      // It may be given to others too.
      const data = copyData(response.data);
      if (isDataObject(data)) {
        for (const rewrite of rewrites) rewrite(data);
        mergeData(root, data);
      }
      const told = errors.ofRoot(response.errors ?? [], [[]]);
      return answer(root, { raw, coerced }, context as Context, told);
    },
  };
}
