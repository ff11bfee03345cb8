import type { ASTNode, DocumentNode } from 'graphql';
import { fieldStatements, isObject, publicDirective, securityDirectives } from '@reelhouse/authorization';
import { problemAt, type Problem } from '../problem.ts';
import { statedDirective, type StatedDirective } from './stated-directive.ts';

/**
 * Every hint of a subgraph by which a cache could keep for everybody what not everybody may see, or what depends on who asks. A
 * field takes such a hint only if it is `@public`, by itself or by its type, and nothing marks it `@perViewer`.
 *
 * @param document all of its SDL, as its authors wrote it.
 */
export function findUnsoundCacheHints(document: DocumentNode): Problem[] {
  const definitions = document.definitions.filter(isObject);
  const namesOf = (directive: string) =>
    new Set(definitions.filter((each) => statedDirective(each, directive)).map(({ name }) => name.value));
  const perViewer = namesOf('perViewer');
  const open = namesOf(publicDirective);
  const closing = [...securityDirectives(document).keys()];
  const problems: Problem[] = [];
  const report = ({ node }: StatedDirective, what: string, why: string): void =>
    void problems.push(problemAt(node, `${what} ${why}: take the hint away, or state scope: PRIVATE`));
  for (const definition of definitions) {
    const hint = publicHint(definition);
    if (!hint) continue;
    const type = definition.name.value;
    if (perViewer.has(type)) report(hint, type, 'depends on who asks');
    else if (closing.some((each) => statedDirective(definition, each))) report(hint, type, 'is not @public');
  }
  for (const { node, definition, by } of fieldStatements(document)) {
    const hint = publicHint(node);
    if (!hint) continue;
    const type = definition.name.value;
    const coordinate = `${type}.${node.name.value}`;
    // What leads to the type decides, and so it does about the age.
    const inherits = by === 'parent' && hint.values['inheritMaxAge'] === true;
    const isPublic = by === 'type' ? open.has(type) : statedDirective(node, publicDirective) !== undefined;
    if (perViewer.has(type) || statedDirective(node, 'perViewer')) report(hint, coordinate, 'depends on who asks');
    else if (!isPublic && !inherits) report(hint, coordinate, 'is not @public');
  }
  return problems;
}

/** A hint that does not say for whom an answer is, is for everybody. */
function publicHint(node: ASTNode): StatedDirective | undefined {
  const hint = statedDirective(node, 'cacheControl');
  return hint?.values['scope'] === 'PRIVATE' ? undefined : hint;
}
