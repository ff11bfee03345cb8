import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, visit, type DocumentNode } from 'graphql';
import { documentOf, withDocument } from './fetch-document.ts';
import { splitFetch } from './split-fetch.ts';
import type { SeparatedSupergraph } from './required-arguments.ts';

type KeyRenamer = Extract<NonNullable<FetchNode['inputRewrites']>[number], { kind: 'KeyRenamer' }>;

/**
 * Makes a fetch over stand-ins one over the supergraph as it is: stand-ins are fetched as aliases of the fields that they
 * stand for, and called as those in representations.
 *
 * @returns several if the fields of the entities require different values of one field.
 */
export function restoreRequiredFields(node: FetchNode, supergraph: SeparatedSupergraph): FetchNode[] {
  return splitFetch(node, supergraph).map((part) => restored(part, supergraph));
}

function restored(node: FetchNode, { standIns }: SeparatedSupergraph): FetchNode {
  const document = documentOf(node);
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
    ...withDocument(node, asked),
    // A rewrite of the plan may change the type, which the paths here go by.
    inputRewrites: [...renamed, ...(node.inputRewrites ?? [])],
  };
}
