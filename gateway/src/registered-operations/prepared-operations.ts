import {
  getOperationAST,
  Kind,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { StartupError } from '@reelhouse/config';
import type { AuthorizationFilter } from '../authorization/authorization-filter.ts';
import type { PlanCache } from '../plan-cache.ts';
import type { ExecutableOperation } from '../plan-executor.ts';
import { servedOperationTypes } from '../served-operation-types.ts';
import type { ExecutableSubscription } from '../subscriptions/executable-subscription.ts';
import type { OperationRegistry, RegistryEntry } from './operation-registry.ts';

/** A registered operation that is valid for a version of the supergraph, planned and compiled. */
export interface PreparedOperation {
  readonly entry: RegistryEntry;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** The registered operations as one version of the supergraph executes them. */
export interface PreparedOperations {
  readonly registry: OperationRegistry;
  /** By their ids. */
  readonly byId: ReadonlyMap<string, PreparedOperation>;
}

/** What operations are prepared for. */
export interface PreparingParts {
  readonly apiSchema: GraphQLSchema;
  readonly authorization: AuthorizationFilter;
  readonly plans: PlanCache<ExecutableOperation>;
  readonly subscriptions: PlanCache<ExecutableSubscription>;
}

/**
 * Prepares all registered operations, one at each step: as those plan and execute them who may see all of them, and as those do
 * who have not signed in. What is prepared stays.
 *
 * @throws {StartupError} with a line for each that the schema does not answer: an app that was released with it would break.
 */
export function* prepareOperations(
  registry: OperationRegistry,
  parts: PreparingParts,
): Generator<undefined, PreparedOperations, undefined> {
  const byId = new Map<string, PreparedOperation>();
  const problems: string[] = [];
  for (const entry of registry.entries()) {
    const prepared = prepare(entry, parts);
    if ('problem' in prepared) problems.push(prepared.problem);
    else byId.set(entry.operation.id, prepared);
    yield;
  }
  if (problems.length > 0) throw new StartupError(problems.join('\n'));
  return { registry, byId };
}

function prepare(entry: RegistryEntry, parts: PreparingParts): PreparedOperation | { readonly problem: string } {
  const { id, name, body } = entry.operation;
  const refused = (reason: string) => ({
    problem: `the operation ${name} of ${entry.releases.join(', ')} is not answered by the schema: ${reason}`,
  });
  try {
    const document = parse(body);
    const [invalid] = validate(parts.apiSchema, document, [...specifiedRules, servedOperationTypes]);
    if (invalid) return refused(invalid.message);
    const operation = getOperationAST(document, name);
    if (!operation) return refused('its text has no operation of that name');
    hold(parts, { document, documentKey: id, operation });
    return { entry, document, operation };
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}

function hold(
  { authorization, plans, subscriptions }: PreparingParts,
  toPlan: {
    readonly document: DocumentNode;
    readonly documentKey: string;
    readonly operation: OperationDefinitionNode;
  },
): void {
  const cache = toPlan.operation.operation === OperationTypeNode.SUBSCRIPTION ? subscriptions : plans;
  authorization.hold(toPlan);
  cache.hold(toPlan);
  const unknown = authorization.for(toPlan, undefined);
  if (unknown.kind === 'filtered' && isNotEmpty(unknown.toPlan.operation)) cache.hold(unknown.toPlan);
}

/** What is left of an operation of which everything was denied asks for nothing that could be planned. */
function isNotEmpty({ selectionSet }: OperationDefinitionNode): boolean {
  return selectionSet.selections.some(
    (selection) => selection.kind !== Kind.FIELD || selection.name.value !== '__typename',
  );
}
