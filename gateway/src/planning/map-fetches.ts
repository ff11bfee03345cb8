import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';

/** A plan with other fetches; several for one are parallel. */
export function mapFetches(plan: QueryPlan, change: (node: FetchNode) => readonly FetchNode[]): QueryPlan {
  return plan.node ? { ...plan, node: mapNode(plan.node, change) } : plan;
}

function mapNode<Node extends PlanNode | SubscriptionNode>(
  node: Node,
  change: (node: FetchNode) => readonly FetchNode[],
): Node | PlanNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((child) => mapNode(child, change)) };
    case 'Flatten':
      return { ...node, node: mapNode(node.node, change) };
    case 'Condition':
      return {
        ...node,
        ...(node.ifClause && { ifClause: mapNode(node.ifClause, change) }),
        ...(node.elseClause && { elseClause: mapNode(node.elseClause, change) }),
      };
    case 'Fetch': {
      const nodes = change(node);
      const [only] = nodes;
      return only && nodes.length === 1 ? only : { kind: 'Parallel', nodes: [...nodes] };
    }
    case 'Subscription':
      return { ...node, ...primaryOf(node, change), ...(node.rest && { rest: mapNode(node.rest, change) }) };
    default:
      return node;
  }
}

/** A subscription begins with one fetch: only those of entities become several. */
function primaryOf(
  { primary }: SubscriptionNode,
  change: (node: FetchNode) => readonly FetchNode[],
): Pick<SubscriptionNode, 'primary'> {
  const [changed = primary] = change(primary);
  return { primary: changed };
}

/** The fetches of a plan, as they stand in it. */
export function fetchesOf(plan: QueryPlan): readonly FetchNode[] {
  const fetches: FetchNode[] = [];
  mapFetches(plan, (node) => {
    fetches.push(node);
    return [node];
  });
  return fetches;
}
