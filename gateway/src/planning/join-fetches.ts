import type {
  FetchNode,
  FlattenNode,
  PlanNode,
  QueryPlan,
  ResponsePath,
  SubscriptionNode,
} from '@apollo/query-planner';

/**
 * Joins fetches that stand side by side and ask for the same, of entities below different types of a union or interface.
 * The planner keeps what is asked below one type apart from what is asked below another, so that a subgraph is not asked
 * for what the client wants of the others only; where it is the same, that would be a request for each type.
 */
export function joinFetches(plan: QueryPlan): QueryPlan {
  return plan.node ? { ...plan, node: joinIn(plan.node) } : plan;
}

function joinIn<Node extends PlanNode | SubscriptionNode>(node: Node): Node | PlanNode {
  switch (node.kind) {
    case 'Parallel': {
      const nodes: PlanNode[] = [];
      for (const child of node.nodes.map((each) => joinIn(each))) {
        const index = nodes.findIndex((each) => joined(each, child) !== undefined);
        const together = nodes[index] && joined(nodes[index], child);
        if (together) nodes[index] = together;
        else nodes.push(child);
      }
      const [only] = nodes;
      return only && nodes.length === 1 ? only : { ...node, nodes };
    }
    case 'Sequence':
      return { ...node, nodes: node.nodes.map((child) => joinIn(child)) };
    case 'Condition':
      return {
        ...node,
        ...(node.ifClause && { ifClause: joinIn(node.ifClause) }),
        ...(node.elseClause && { elseClause: joinIn(node.elseClause) }),
      };
    case 'Subscription':
      return { ...node, ...(node.rest && { rest: joinIn(node.rest) }) };
    default:
      return node;
  }
}

/** One node for what two do; undefined if they do different things. */
function joined(one: PlanNode, other: PlanNode): PlanNode | undefined {
  if (one.kind === 'Flatten' && other.kind === 'Flatten') return joinedFlattens(one, other);
  if (one.kind !== 'Sequence' || other.kind !== 'Sequence' || one.nodes.length !== other.nodes.length) return undefined;
  const nodes = one.nodes.flatMap((node, index) => {
    const counterpart = other.nodes[index];
    return (counterpart && joined(node, counterpart)) ?? [];
  });
  return nodes.length === one.nodes.length ? { ...one, nodes } : undefined;
}

function joinedFlattens(one: FlattenNode, other: FlattenNode): FlattenNode | undefined {
  if (one.node.kind !== 'Fetch' || other.node.kind !== 'Fetch') return undefined;
  const path = joinedPaths(one.path, other.path);
  return path && asked(one.node) === asked(other.node) ? { ...one, path } : undefined;
}

/** Of two paths that differ in the types of one segment, the path to all that both lead to. */
function joinedPaths(one: ResponsePath, other: ResponsePath): ResponsePath | undefined {
  if (one.length !== other.length) return undefined;
  let different = 0;
  const path = one.map((segment, index) => {
    const counterpart = other[index];
    if (segment === counterpart) return segment;
    different += 1;
    const [field, types] = parts(segment);
    const [otherField, otherTypes] = parts(counterpart);
    if (field !== otherField) different = Infinity;
    return types && otherTypes ? `${field}|[${[...new Set([...types, ...otherTypes])].sort().join(',')}]` : field;
  });
  return different <= 1 ? path : undefined;
}

function parts(segment: string | number | undefined): [field: string, types: string[] | undefined] {
  const [field = '', types] = String(segment).split('|');
  return [field, types?.slice(1, -1).split(',')];
}

/** What a fetch asks for. Its operation's name has the fetch's number in it. */
function asked(node: FetchNode): string {
  const { operationName, operation } = node;
  const anonymous = operationName === undefined ? operation : operation.replace(operationName, '');
  return JSON.stringify({
    ...node,
    id: undefined,
    operationDocumentNode: undefined,
    operationName: undefined,
    operation: anonymous,
  });
}
