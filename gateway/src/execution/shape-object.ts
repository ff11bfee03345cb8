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
import { isDataObject, isInherited, readOwn, writeOwn, type DataObject } from './data.ts';
import { compileValue, type Misfits, type ShapeValue } from './shape-value.ts';

/** Makes the client's object; undefined if a field that must not be null is. */
export type ShapeObject = (source: DataObject, misfits: Misfits) => DataObject | undefined;

/** One field of an object that a client gets. */
interface ShapedField {
  readonly name: string;
  readonly shape: ShapeValue;
  /** Whether plain objects inherit the name. */
  readonly inherited: boolean;
}

/** Compiles the shapes of objects for one operation. */
export class ObjectShapes {
  readonly #scope: SelectionScope;

  constructor(scope: SelectionScope) {
    this.#scope = scope;
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
    const shaped = [...fields].map(([name, nodes]): ShapedField => {
      return { name, shape: this.#field(type, nodes), inherited: isInherited(name) };
    });
    return (source, misfits) => {
      const target: DataObject = {};
      for (const { name, shape, inherited } of shaped) {
        const value = shape(inherited ? readOwn(source, name) : source[name], misfits);
        if (value === undefined) return undefined;
        if (inherited) writeOwn(target, name, value);
        else target[name] = value;
      }
      return target;
    };
  }

  #field(type: GraphQLCompositeType, nodes: readonly FieldNode[]): ShapeValue {
    const name = nodes[0]?.name.value ?? '';
    if (name === '__typename') return isObjectType(type) ? () => type.name : () => undefined;
    const field = isUnionType(type) ? undefined : type.getFields()[name];
    if (!field) throw new Error(`${type.name} has no field ${name}`);
    const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return compileValue(field.type, `${type.name}.${name}`, selectionSets, this);
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
