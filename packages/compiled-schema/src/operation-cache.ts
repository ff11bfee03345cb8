import type { DocumentNode, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { compileOperation, type CompiledOperation } from './compile-operation.ts';

/** How much text is kept, whatever `max` says, in characters: an operation is mostly below a thousand. */
const maxCharacters = 4 * 1024 * 1024;

/** The compiled operations of one schema, by their text and name. Those used last are kept. */
export class OperationCache {
  readonly #schema: GraphQLSchema;
  readonly #byText: LRUCache<string, Map<string | undefined, CompiledOperation>>;

  /** @param max how many texts are kept. */
  constructor(schema: GraphQLSchema, max: number) {
    this.#schema = schema;
    this.#byText = new LRUCache({
      max,
      maxSize: maxCharacters,
      sizeCalculation: (_operations, text) => text.length + 1,
    });
  }

  /** What was compiled of an operation; undefined if it is not kept. */
  get(text: string, operationName: string | undefined): CompiledOperation | undefined {
    return this.#byText.get(text)?.get(operationName);
  }

  /**
   * Compiles an operation, and keeps it.
   *
   * @param document what was parsed of the text; valid against the schema.
   * @throws {GraphQLError} if the document has no such operation, or it is a subscription.
   */
  compile(text: string, operationName: string | undefined, document: DocumentNode): CompiledOperation {
    const operation = compileOperation(this.#schema, document, operationName);
    const ofText = this.#byText.get(text) ?? new Map<string | undefined, CompiledOperation>();
    ofText.set(operationName, operation);
    this.#byText.set(text, ofText);
    return operation;
  }
}
