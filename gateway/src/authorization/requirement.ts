import { Kind, valueFromASTUntyped, type ConstDirectiveNode } from 'graphql';
import type { Identity } from '@reelhouse/auth';
import { StartupError } from '@reelhouse/config';
import type { SecurityDirective } from './security-directives.ts';

/** What one security directive asks of whoever wants to see a field or a type. */
export type Requirement =
  | { readonly kind: 'authenticated' }
  /** One of the lists, and all that is in it. */
  | { readonly kind: 'requiresScopes' | 'policy'; readonly anyOf: readonly (readonly string[])[] };

/** Whoever asks; undefined for somebody who has not signed in. */
export type Asking = Identity | undefined;

/** The policies that hold for whoever asks. */
export type PoliciesOf = (identity: Asking) => readonly string[];

/** Whether a requirement is met. */
export function isMet(requirement: Requirement, identity: Asking, policiesOf: PoliciesOf): boolean {
  if (requirement.kind === 'authenticated') return identity !== undefined;
  const held = requirement.kind === 'requiresScopes' ? (identity?.scopes ?? []) : policiesOf(identity);
  return requirement.anyOf.some((all) => all.every((each) => held.includes(each)));
}

const argumentOf = { requiresScopes: 'scopes', policy: 'policies' } as const;

/**
 * The requirement of a directive.
 *
 * @param coordinate what it stands at, for the message.
 * @throws {StartupError} if its argument cannot be read: it would close nothing, or everything.
 */
export function readRequirement(
  kind: SecurityDirective,
  { arguments: given = [] }: ConstDirectiveNode,
  coordinate: string,
): Requirement {
  if (kind === 'authenticated') return { kind };
  const name = argumentOf[kind];
  const value = given.find((argument) => argument.name.value === name)?.value;
  const anyOf = value && inList(valueFromASTUntyped(value)).map(inList);
  if (!anyOf?.flat().every((each) => typeof each === 'string') || value?.kind === Kind.NULL) {
    throw new StartupError(`the security directive of ${coordinate} has no list of lists of ${name}`);
  }
  return { kind, anyOf: anyOf as string[][] };
}

/** A single value stands for a list of it, as everywhere in GraphQL. */
function inList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
