import { SchemaError } from './schema-error.ts';

/** The subgraphs do not make a supergraph. */
export class CompositionFailed extends SchemaError {
  override readonly name = 'CompositionFailed';
}
