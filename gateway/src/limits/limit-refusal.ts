import type { ErrorCode } from '@reelhouse/errors';
import { Refusal } from '@reelhouse/http-server';
import type { MeasuredOperation } from './analyse-document.ts';
import { charactersPerToken, maxNameLength, maxNesting } from './count-tokens.ts';
import type { DocumentAnalysis } from './document-analyses.ts';
import type { OperationLimits } from './operation-limits.ts';

/**
 * What comparing fields and fragments with each other may take: more, and validating the document takes longer than executing it.
 */
export const maxComparisons = 20_000;

/**
 * Why an operation is not taken for its size.
 *
 * @param operationName which operation of the document is asked for; if that does not say which, none may be too large.
 * @returns undefined if it is not too large, or is no GraphQL.
 */
export function refusalOf(
  analysis: DocumentAnalysis,
  operationName: string | undefined,
  limits: OperationLimits,
): Refusal | undefined {
  const { kind, tokens } = analysis;
  if (kind === 'too-long' || tokens > limits.maxTokens) {
    return refusal(
      'MAX_TOKENS_LIMIT',
      `must not have more than ${limits.maxTokens} tokens or lines, nor ${limits.maxTokens * charactersPerToken} characters: split it, and use variables for values`,
    );
  }
  if (kind === 'too-deep') {
    return refusal(
      'MAX_DEPTH_LIMIT',
      `must not have brackets more than ${maxNesting} deep in each other: ask for less at a time`,
    );
  }
  if (kind === 'long-name') {
    return refusal('MAX_TOKENS_LIMIT', `must not have names of more than ${maxNameLength} characters`);
  }
  for (const operation of operationsAskedFor(analysis, operationName)) {
    const refused = refusalOfOperation(operation, limits);
    if (refused) return refused;
  }
  if (analysis.comparisons <= maxComparisons) return undefined;
  return refusal(
    'MAX_FIELDS_LIMIT',
    'asks for the same, or spreads fragments, too often at one place: merge what is the same, or split it',
  );
}

/** Several where it is not said which one is meant. */
function operationsAskedFor({ operations }: DocumentAnalysis, name: string | undefined): readonly MeasuredOperation[] {
  const named = operations.filter(({ node }) => node.name?.value === name);
  return name !== undefined && named.length > 0 ? named : operations;
}

function refusalOfOperation(operation: MeasuredOperation, limits: OperationLimits): Refusal | undefined {
  const { depth, aliases, repeats, directives, topFields, fields } = operation;
  const { maxDepth, maxAliases, maxDirectives, maxRootFields, maxFields } = limits;
  if (depth > maxDepth) {
    return refusal(
      'MAX_DEPTH_LIMIT',
      `must not have fields more than ${maxDepth} deep in each other: ask for what is below by its id`,
    );
  }
  if (aliases > maxAliases) {
    return refusal(
      'MAX_ALIASES_LIMIT',
      `must not have more than ${maxAliases} aliases, with fragments written out: use a list field, or split it`,
    );
  }
  if (directives > maxDirectives) {
    return refusal(
      'MAX_DIRECTIVES_LIMIT',
      `must not have more than ${maxDirectives} directives, with fragments written out: put them at fragments`,
    );
  }
  if (topFields > maxRootFields) {
    return refusal(
      'MAX_ROOT_FIELDS_LIMIT',
      `must not have more than ${maxRootFields} fields at its root, with fragments written out: split it`,
    );
  }
  if (fields > maxFields) {
    return refusal(
      'MAX_FIELDS_LIMIT',
      `must not have more than ${maxFields} fields, with fragments written out: split it`,
    );
  }
  if (repeats > maxAliases) {
    return refusal(
      'MAX_ALIASES_LIMIT',
      `must not ask for one name more than ${maxAliases} times at one place: ask for it once`,
    );
  }
  return undefined;
}

function refusal(code: ErrorCode, rule: string): Refusal {
  return new Refusal(400, code, `The operation ${rule}.`);
}
