import type { FormattedExecutionResult } from 'graphql';
import type { StreamTransport } from './stream-options.ts';

/** What is told of a stream when it is over. */
export interface StreamEnd {
  readonly transport: StreamTransport;
  /** How many results were sent. */
  readonly results: number;
  /** `complete` where the stream ended by itself, `left` where its client went away; otherwise the code that ended it. */
  readonly end: string;
}

/** The code with which a last result ends its stream. */
export function endCodeOf({ errors = [] }: Pick<FormattedExecutionResult, 'errors'>): string {
  const code = errors[0]?.extensions?.['code'];
  return typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR';
}

/** The codes of an answer and of the end of its stream, each once. */
export function withEndCode(errorCodes: readonly string[], end: string): readonly string[] {
  return end === 'complete' || end === 'left' ? errorCodes : [...new Set([...errorCodes, end])];
}
