import {
  Kind,
  parse,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { countTokens } from './count-tokens.ts';
import { mergeSelections } from './merged-selections.ts';
import { SelectionSizes, type SelectionSize } from './selection-sizes.ts';

/** An operation of a document, measured. */
export interface MeasuredOperation extends SelectionSize {
  readonly node: OperationDefinitionNode;
  /** How often a response name stands at one place of the response, at most, so that it is merged. */
  readonly repeats: number;
}

/** What is known of a text before it is validated. */
export interface DocumentAnalysis {
  /**
   * `too-long`: it has more tokens than were read. `too-deep`: its brackets stand too deep in each other to be parsed.
   * `long-name`: a name in it is too long. `unparsable`: it is no GraphQL; whoever parses it says why.
   */
  readonly kind: 'parsed' | 'unparsable' | 'too-long' | 'too-deep' | 'long-name';
  /** Those that were read. */
  readonly tokens: number;
  /** Without locations: an error about it cannot say where it is. Undefined if it was not parsed. */
  readonly document: DocumentNode | undefined;
  readonly operations: readonly MeasuredOperation[];
  /** Whether any of its operations asks for the schema. */
  readonly introspects: boolean;
  /** What it takes to find out whether fields can be merged, in the whole document: all of it is validated. */
  readonly comparisons: number;
}

/** Lexes, parses and measures a text. It takes no longer for what is refused than for what is not. */
export function analyseDocument(text: string, maxTokens: number): DocumentAnalysis {
  const { tokens, problem } = countTokens(text, maxTokens);
  if (problem) return { ...unmeasured, kind: problem, tokens };
  let document: DocumentNode;
  try {
    document = parse(text, { noLocation: true });
  } catch {
    return { ...unmeasured, kind: 'unparsable', tokens };
  }
  const measured = measure(document);
  const introspects = measured.operations.some((operation) => operation.introspects);
  return { kind: 'parsed', tokens, document, introspects, ...measured };
}

const unmeasured = { document: undefined, operations: [], introspects: false, comparisons: 0 };

function measure({ definitions }: DocumentNode) {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const nodes: OperationDefinitionNode[] = [];
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) nodes.push(definition);
  }
  const sizes = new SelectionSizes(fragments);
  let comparisons = 0;
  const merged = (set: SelectionSetNode, selections: number): number => {
    const merging = mergeSelections(set, selections, sizes);
    comparisons += merging.comparisons;
    return merging.repeats;
  };
  const operations = nodes.map((node): MeasuredOperation => {
    const size = sizes.ofOperation(node);
    return { node, ...size, repeats: merged(node.selectionSet, size.selections) };
  });
  for (const fragment of definitions) {
    // One that no operation uses is invalid, but is compared before that is found out.
    if (fragment.kind !== Kind.FRAGMENT_DEFINITION || sizes.isMeasured(fragment)) continue;
    merged(fragment.selectionSet, sizes.ofFragment(fragment).selections);
  }
  return { operations, comparisons };
}
