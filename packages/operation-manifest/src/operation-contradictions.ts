import { Kind, parse, type DefinitionNode, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { operationId } from './operation-id.ts';
import type { RegisteredOperation } from './operation-manifest.ts';

/**
 * Where an operation is not what it says that it is, a line each: `member: what is expected`. Whether it fits a schema is
 * another matter.
 */
export function operationContradictions({ id, name, type, body }: RegisteredOperation): string[] {
  const problems: string[] = [];
  if (id !== operationId(body)) problems.push(`id: expected the SHA-256 of the body, ${operationId(body)}`);
  const document = parseBody(body);
  if (typeof document === 'string') return [...problems, document];
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (!operation || operations.length > 1 || !document.definitions.every(isExecutableDefinition)) {
    return [...problems, 'body: expected one operation, and the fragments that it uses'];
  }
  if (operation.name?.value !== name) problems.push(`name: expected ${nameOf(operation)} as the body has it`);
  const written: string = operation.operation;
  if (written !== type) problems.push(`type: expected ${written} as the body has it`);
  return problems;
}

function parseBody(body: string): DocumentNode | string {
  try {
    return parse(body, { noLocation: true });
  } catch (error) {
    // A text that is nested as deep as the stack is no operation either.
    return `body: expected an operation: ${error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : String(error)}`;
  }
}

function isExecutableDefinition({ kind }: DefinitionNode): boolean {
  return kind === Kind.OPERATION_DEFINITION || kind === Kind.FRAGMENT_DEFINITION;
}

function nameOf({ name }: OperationDefinitionNode): string {
  return name ? JSON.stringify(name.value) : 'none';
}
