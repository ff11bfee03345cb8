import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode, SubscriptionNode } from '@apollo/query-planner';
import { Kind, parse, print, stripIgnoredCharacters, visit, type DocumentNode } from 'graphql';
import { splitFetch } from './split-fetch.ts';
import type { SeparatedSupergraph } from './required-arguments.ts';

type KeyRenamer = Extract<NonNullable<FetchNode['inputRewrites']>[number], { kind: 'KeyRenamer' }>;

/**
 * Makes a plan over stand-ins one over the supergraph as it is: stand-ins are fetched as aliases of the fields that they
 * stand for, and called as those in representations.
 */
export function restoreRequiredFields(plan: QueryPlan, supergraph: SeparatedSupergraph): QueryPlan {
  if (supergraph.standIns.size === 0 || !plan.node) return plan;
  return { ...plan, node: restored(plan.node, supergraph) };
}

function restored<Node extends PlanNode | SubscriptionNode>(
  node: Node,
  supergraph: SeparatedSupergraph,
): Node | PlanNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((child) => restored(child, supergraph)) };
    case 'Flatten':
      return { ...node, node: restored(node.node, supergraph) };
    case 'Condition':
      return {
        ...node,
        ...(node.ifClause && { ifClause: restored(node.ifClause, supergraph) }),
        ...(node.elseClause && { elseClause: restored(node.elseClause, supergraph) }),
      };
    case 'Fetch': {
      const [first, ...others] = splitFetch(node, supergraph).map((part) => restoredFetch(part, supergraph));
      if (!first) return node;
      return others.length === 0 ? first : { kind: 'Parallel', nodes: [first, ...others] };
    }
    case 'Subscription':
      return { ...node, ...(node.rest && { rest: restored(node.rest, supergraph) }) };
    default:
      return node;
  }
}

function restoredFetch(node: FetchNode, { standIns }: SeparatedSupergraph): FetchNode {
  const document = node.operationDocumentNode ?? parse(node.operation, { noLocation: true });
  const asked: DocumentNode = visit(document, {
    Field(field) {
      const required = standIns.get(field.name.value);
      if (!required) return undefined;
      return {
        ...field,
        alias: field.alias ?? { kind: Kind.NAME, value: field.name.value },
        name: { kind: Kind.NAME, value: required.field },
        arguments: required.arguments,
      };
    },
  });
  const renamed: KeyRenamer[] = [];
  const rename = (selections: readonly QueryPlanSelectionNode[], path: readonly string[]): void => {
    for (const selection of selections) {
      if (selection.kind === 'InlineFragment') {
        const { typeCondition } = selection;
        rename(selection.selections, typeCondition === undefined ? path : [...path, `... on ${typeCondition}`]);
        continue;
      }
      const at = [...path, selection.name];
      // What is below is renamed first, as long as the way to it has its name.
      rename(selection.selections ?? [], at);
      const field = standIns.get(selection.name)?.field;
      if (field !== undefined) renamed.push({ kind: 'KeyRenamer', path: at, renameKeyTo: field });
    }
  };
  rename(node.requires ?? [], []);
  if (asked === document && renamed.length === 0) return node;
  return {
    ...node,
    ...(asked !== document && {
      operation: stripIgnoredCharacters(print(asked)),
      operationDocumentNode: asked,
    }),
    // A rewrite of the plan may change the type, which the paths here go by.
    inputRewrites: [...renamed, ...(node.inputRewrites ?? [])],
  };
}
