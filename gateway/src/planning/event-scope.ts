import { Kind, type ConstDirectiveNode, type ConstValueNode } from 'graphql';
import { textArgument } from './supergraph-document.ts';

/** What of an identity events are compared with: claims of access tokens. */
export const claims = ['sub', 'store_id', 'sid'] as const;

export type Claim = (typeof claims)[number];

/** A part of the text that a claim has to equal: a text, or a property of the event's payload. */
export type EqualsPart = string | { readonly property: string };

/** To whom of those who have some scopes an event is told: to whom a claim of theirs equals what the event says. */
export interface EventScope {
  /** For those who have all of these. */
  readonly scopes: readonly string[];
  readonly claim: Claim;
  readonly equals: readonly EqualsPart[];
}

/**
 * Reads `@eventScope(scopes:, claim:, equals:)`.
 *
 * @param told the properties of payloads that are known; undefined if none can be.
 * @param noted is given what is wrong, in one line.
 * @returns undefined if something is.
 */
export function readEventScope(
  directive: ConstDirectiveNode,
  told: ReadonlySet<string> | undefined,
  noted: (problem: string) => void,
): EventScope | undefined {
  const problems: string[] = [];
  const scopes = textsOf(directive.arguments?.find(({ name }) => name.value === 'scopes')?.value);
  const named = textArgument(directive, 'claim') ?? '';
  const claim = claims.find((each) => each === named);
  const text = textArgument(directive, 'equals') ?? '';
  const equals = partsOf(text);
  if (scopes.length === 0 || scopes.includes('')) problems.push('names no scopes, so it is for nobody');
  if (!claim) problems.push(`compares the claim ${JSON.stringify(named)}, which is none of ${claims.join(', ')}`);
  if (!equals) problems.push(`compares with ${JSON.stringify(text)}, which does not parse`);
  for (const part of equals ?? []) {
    if (typeof part === 'string' || told?.has(part.property) !== false) continue;
    problems.push(`compares with the property ${JSON.stringify(part.property)}, of which no event is known to tell`);
  }
  for (const problem of problems) noted(problem);
  return claim && equals && problems.length === 0 ? { scopes, claim, equals } : undefined;
}

/** The texts of a list; one that stands alone is a list too. */
function textsOf(value: ConstValueNode | undefined): readonly string[] {
  if (value?.kind === Kind.STRING) return [value.value];
  return value?.kind === Kind.LIST ? value.values.flatMap(textsOf) : [];
}

/** A text with properties in braces, taken apart; undefined if it is empty or has other braces. */
function partsOf(text: string): readonly EqualsPart[] | undefined {
  const parts = text.split(/\{(\w+)\}/).map((part, index) => (index % 2 === 0 ? part : { property: part }));
  const isWrong = text === '' || parts.some((part) => typeof part === 'string' && /[{}]/.test(part));
  return isWrong ? undefined : parts.filter((part) => part !== '');
}
