import {
  getOperationAST,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLSchema,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { compileVariables } from './compile-variables.ts';
import { conditionVariables } from './condition-variables.ts';
import { Execution, violated, type ResponseObject } from './execution.ts';
import { generateObject, type ReadObject } from './generate-object.ts';
import type { Compilation } from './resolve-info.ts';
import { selectFields } from './select-fields.ts';

/** What an operation is executed with, as `execute` of graphql-js has it. */
export interface ExecutionInput {
  readonly rootValue?: unknown;
  readonly contextValue?: unknown;
  readonly variableValues?: Readonly<Record<string, unknown>>;
}

/**
 * Executes one operation: as graphql-js does, with the same data and errors. Without `data` in the result nothing was
 * executed, because a variable's value is not one of its type. Never throws or rejects.
 */
export type CompiledOperation = (input: ExecutionInput) => ExecutionResult | Promise<ExecutionResult>;

/** How many forms of one operation are kept: it has one for each combination of what `@skip` and `@include` say. */
const maxForms = 16;

/**
 * Compiles an operation that is valid against the schema. What it selects is compiled when it is first executed.
 *
 * @throws {GraphQLError} if the document has no such operation, or it is a subscription.
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string,
): CompiledOperation {
  const operation = getOperationAST(document, operationName);
  if (!operation) {
    throw new GraphQLError(
      operationName === undefined
        ? 'Must provide operation name if query contains multiple operations.'
        : `Unknown operation named "${operationName}".`,
    );
  }
  const type = schema.getRootType(operation.operation);
  if (!type || operation.operation === OperationTypeNode.SUBSCRIPTION) {
    throw new GraphQLError(`Schema is not configured to execute ${operation.operation} operation.`);
  }
  const coerce = compileVariables(schema, operation.variableDefinitions ?? []);
  const names = conditionVariables(document);
  const fragments = fragmentsOf(document);
  const forms = new LRUCache<string, ReadRoot>({ max: maxForms });
  return ({ rootValue, contextValue, variableValues = {} }) => {
    const { coerced, errors } = coerce(variableValues);
    if (errors) return { errors };
    const key = names.map((name) => (coerced[name] === true ? '1' : '0')).join('');
    let read = forms.get(key);
    if (!read) {
      const compilation = { schema, operation, fragments, conditions: coerced };
      const fields = selectFields(compilation, type, [operation.selectionSet]);
      read =
        operation.operation === OperationTypeNode.MUTATION
          ? inSeries(fields.map((field) => generateObject(compilation, [field])))
          : inParallel(generateObject(compilation, fields));
      forms.set(key, read);
    }
    return read(new Execution(rootValue, contextValue, coerced));
  };
}

type ReadRoot = (execution: Execution) => ExecutionResult | Promise<ExecutionResult>;

function inParallel(read: ReadObject): ReadRoot {
  return (execution) => {
    const data = read(execution, execution.rootValue, undefined);
    return execution.isPending ? execution.settled().then(() => execution.result(data)) : execution.result(data);
  };
}

/** The fields of a mutation are executed one after the other, each with all below it. */
function inSeries(readFields: readonly ReadObject[]): ReadRoot {
  return async (execution) => {
    const data: ResponseObject = {};
    for (const read of readFields) {
      const part = read(execution, execution.rootValue, undefined);
      if (execution.isPending) await execution.settled();
      if (part === violated || execution.isNull) return execution.result(violated);
      for (const name of Object.keys(part)) {
        Object.defineProperty(data, name, { value: part[name], configurable: true, enumerable: true, writable: true });
      }
    }
    return execution.result(data);
  };
}

function fragmentsOf({ definitions }: DocumentNode): Compilation['fragments'] {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return Object.assign(
    Object.create(null) as Record<string, FragmentDefinitionNode>,
    Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
  );
}
