import { Kind, valueFromASTUntyped, type ConstDirectiveNode } from 'graphql';
import type { Identity } from '@reelhouse/auth';
import { StartupError } from '@reelhouse/config';
import type { SecurityDirective } from './security-directives.ts';

/** What one security directive asks of whoever wants to see a field or a type. */
export type Requirement =
  | { readonly kind: 'authenticated' }
  /** One of the lists, and all that is in it. */
  | { readonly kind: 'requiresScopes'; readonly anyOf: readonly (readonly string[])[] };

/** Whoever asks; undefined for somebody who has not signed in. */
export type Asking = Identity | undefined;

/** Whether a requirement is met. */
export function isMet(requirement: Requirement, identity: Asking): boolean {
  if (requirement.kind === 'authenticated') return identity !== undefined;
  const held = identity?.scopes ?? [];
  return requirement.anyOf.some((all) => all.every((each) => held.includes(each)));
}

/**
 * The requirement of a directive.
 *
 * @param coordinate what it stands at, for the message.
 * @throws {StartupError} if its argument cannot be read, which would close nothing, or everything; or if it is a policy,
 *   because nothing decides here what one is.
 */
export function readRequirement(
  kind: SecurityDirective,
  { arguments: given = [] }: ConstDirectiveNode,
  coordinate: string,
): Requirement {
  if (kind === 'authenticated') return { kind };
  if (kind === 'policy') throw new StartupError(`${coordinate} asks for a policy, and none is enforced here`);
  const value = given.find((argument) => argument.name.value === 'scopes')?.value;
  const anyOf = value && inList(valueFromASTUntyped(value)).map(inList);
  if (!anyOf?.flat().every((each) => typeof each === 'string') || value?.kind === Kind.NULL) {
    throw new StartupError(`the security directive of ${coordinate} has no list of lists of scopes`);
  }
  return { kind, anyOf: anyOf as string[][] };
}

/** A single value stands for a list of it, as everywhere in GraphQL. */
function inList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
