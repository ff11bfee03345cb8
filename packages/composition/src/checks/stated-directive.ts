import { valueFromASTUntyped, type ASTNode, type ConstDirectiveNode } from 'graphql';

/** A directive as it stands in SDL. */
export interface StatedDirective {
  readonly node: ConstDirectiveNode;
  /** The values of the arguments that are given. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** The directive of a name that stands at a node of SDL; undefined if there is none. */
export function statedDirective(node: ASTNode, name: string): StatedDirective | undefined {
  const all = 'directives' in node ? ((node.directives ?? []) as readonly ConstDirectiveNode[]) : [];
  const stated = all.find((each) => each.name.value === name);
  if (!stated) return undefined;
  const given = (stated.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]);
  return { node: stated, values: Object.fromEntries(given) as Record<string, unknown> };
}
