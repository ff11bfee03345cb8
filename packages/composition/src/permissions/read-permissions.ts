import { fieldStatements, isObject, readAuthorizationRules, type StatedBy } from '@reelhouse/authorization';
import { Kind, parse, type ConstDirectiveNode, type DocumentNode, type TypeNode } from 'graphql';
import { who } from './who.ts';

/** Who may see a field of the graph. */
export interface Permission {
  readonly type: string;
  readonly field: string;
  readonly who: string;
  /** Where that is stated. */
  readonly where: string;
  /** Whether clients cannot ask for it at all. */
  readonly isInternal: boolean;
}

/** Who may see what is decided at the field that leads to it. */
export const asParent = 'as the field that leads to it';

/**
 * Who may see each field of a graph, sorted by type and field.
 *
 * @param subgraphs the SDL of each, as its authors wrote it: it says where a permission is stated.
 * @param supergraphSdl what they compose to: it says what is asked.
 */
export function readPermissions(subgraphs: readonly DocumentNode[], supergraphSdl: string): readonly Permission[] {
  const supergraph = parse(supergraphSdl, { noLocation: true });
  const rules = readAuthorizationRules(supergraph);
  const statedBy = statements(subgraphs);
  const types = supergraph.definitions.filter(isObject);
  const internalTypes = new Set(types.filter(isInaccessible).map(({ name }) => name.value));
  const permissions = types.flatMap(({ name: { value: type }, fields = [] }) =>
    fields.map((node) => {
      const field = node.name.value;
      const by = statedBy.get(`${type}.${field}`) ?? new Set<StatedBy>();
      const target = namedType(node.type);
      const leadsOn = by.has('parent') ? [] : rules.ofType(target);
      const own = rules.ofField(type, field);
      const ofType = rules.ofType(type);
      const all = who([...own, ...ofType, ...leadsOn]);
      const isUndecided = by.has('parent') && own.length + ofType.length === 0;
      const where = (): string => {
        if (isUndecided) return '';
        if (who(own) === all && (by.has('field') || by.has('default'))) return by.has('field') ? 'field' : 'default';
        if (who(ofType) === all && !(by.has('join') && all === 'everybody')) return 'type';
        if (who(leadsOn) === all && all !== 'everybody') return `type ${target}`;
        return by.has('join') && own.length === 0 && all === 'everybody' ? 'key' : 'field and type';
      };
      const isInternal = isInaccessible(node) || internalTypes.has(type) || internalTypes.has(target);
      return { type, field, who: isUndecided ? asParent : all, where: where(), isInternal };
    }),
  );
  return permissions.sort((a, b) => compare(a.type, b.type) || compare(a.field, b.field));
}

/** By what each field is decided, in the subgraphs that have it. */
function statements(subgraphs: readonly DocumentNode[]): ReadonlyMap<string, ReadonlySet<StatedBy>> {
  const statedBy = new Map<string, Set<StatedBy>>();
  for (const { node, definition, by } of subgraphs.flatMap(fieldStatements)) {
    const coordinate = `${definition.name.value}.${node.name.value}`;
    statedBy.set(coordinate, (statedBy.get(coordinate) ?? new Set()).add(by));
  }
  return statedBy;
}

function isInaccessible({ directives = [] }: { readonly directives?: readonly ConstDirectiveNode[] | undefined }) {
  return directives.some(({ name }) => name.value === 'inaccessible');
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
