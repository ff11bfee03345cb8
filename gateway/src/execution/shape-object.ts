import {
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  type FieldNode,
  type GraphQLCompositeType,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, type SelectionScope } from '@reelhouse/compiled-schema';
import type { IsolatedAliases } from '../planning/isolated-aliases.ts';
import { isDataObject, type DataObject } from './data.ts';
import { generateShape, type ShapedField, type ShapeObject } from './generate-shape.ts';
import { compileValue, type ShapeValue } from './shape-value.ts';

/** Compiles the shapes of objects for one operation. */
export class ObjectShapes {
  readonly #scope: SelectionScope;
  readonly #aliases: IsolatedAliases;

  /** @param aliases say what fields are called in what the subgraphs answered. */
  constructor(scope: SelectionScope, aliases: IsolatedAliases) {
    this.#scope = scope;
    this.#aliases = aliases;
  }

  /** The shape of a field's objects. That of each type which an abstract field may have is compiled when first seen. */
  compile(type: GraphQLCompositeType, coordinate: string, selectionSets: readonly SelectionSetNode[]): ShapeValue {
    const typeOf = this.#typeOf(type);
    const shapes = new Map<GraphQLCompositeType, ShapeObject>();
    return (value, misfits) => {
      const found = isDataObject(value) ? typeOf(value) : undefined;
      if (!isDataObject(value) || !found) {
        misfits.push(coordinate);
        return undefined;
      }
      let shape = shapes.get(found);
      if (!shape) {
        shape = this.ofType(found, collectFields(this.#scope, found, selectionSets));
        shapes.set(found, shape);
      }
      return shape(value, misfits);
    };
  }

  /** The shape of objects of one type, of which these fields are wanted. */
  ofType(type: GraphQLCompositeType, fields: ReadonlyMap<string, readonly FieldNode[]>): ShapeObject {
    return generateShape([...fields].map(([name, nodes]) => this.#field(type, name, nodes)));
  }

  #field(parent: GraphQLCompositeType, responseName: string, nodes: readonly FieldNode[]): ShapedField {
    const [node] = nodes;
    const name = node?.name.value ?? '';
    const source = node ? this.#aliases.nameOf(node) : name;
    if (name === '__typename') {
      const typename = isObjectType(parent) ? parent.name : undefined;
      return { name: responseName, source, type: undefined, shape: () => typename };
    }
    const field = isUnionType(parent) ? undefined : parent.getFields()[name];
    if (!field) throw new Error(`${parent.name} has no field ${name}`);
    const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const shape = compileValue(field.type, `${parent.name}.${name}`, selectionSets, this);
    return { name: responseName, source, type: field.type, shape };
  }

  /**
   * The type of an object, by its `__typename`. Where only an interface was asked for, a subgraph may know no more of the
   * object than that. Undefined for a type that clients may not see.
   */
  #typeOf(declared: GraphQLCompositeType): (source: DataObject) => GraphQLCompositeType | undefined {
    if (!isAbstractType(declared)) return () => declared;
    const { schema } = this.#scope;
    return (source) => {
      const typename = source['__typename'];
      if (typeof typename !== 'string') return declared;
      const type = schema.getType(typename);
      return isCompositeType(type) ? type : undefined;
    };
  }
}
