import { Kind, type SelectionNode } from 'graphql';

/**
 * Whether a selection is skipped whatever the variables are. One that depends on a variable counts as asked for: what may
 * be seen is decided once for the operation, as Apollo Router does.
 */
export function isAlwaysSkipped({ directives = [] }: SelectionNode): boolean {
  return directives.some(({ name, arguments: given = [] }) => {
    const skips = name.value === 'skip' ? true : name.value === 'include' ? false : undefined;
    if (skips === undefined) return false;
    const value = given.find((argument) => argument.name.value === 'if')?.value;
    return value?.kind === Kind.BOOLEAN && value.value === skips;
  });
}
